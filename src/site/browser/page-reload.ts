import { isStale, readNews, versionIn } from "./reload.js";

const own = versionIn((document.currentScript as HTMLScriptElement).src);
let source: EventSource | undefined;
let banner: HTMLElement | undefined;

/** Says above the page what is wrong; with nothing to say, takes it away. */
function say(trouble: string): void {
  if (trouble === "") {
    banner?.remove();
    banner = undefined;
    return;
  }
  if (!banner) {
    banner = document.createElement("p");
    banner.className = "trouble";
    banner.setAttribute("role", "alert");
    document.body.prepend(banner);
  }
  banner.textContent = trouble;
}

function listen(): void {
  source = new EventSource("/events");
  source.addEventListener("message", ({ data }) => {
    const news = readNews(data);
    // The browser keeps the place on the page.
    if (isStale(own, news)) location.reload();
    else say(news.trouble);
  });
  source.addEventListener("error", () =>
    say("The pages are out of reach: `claims serve` has ended."),
  );
}

// A browser opens few connections to one host, and a tab that nobody sees needs none of them.
function follow(): void {
  source?.close();
  source = undefined;
  if (document.visibilityState === "visible") listen();
}

document.addEventListener("visibilitychange", follow);
follow();
