import { h, render } from "preact";
import { hrefFrom, PAGES } from "../links.js";
import { type Query, readQuery, writeQuery } from "../query.js";
import { readData } from "./data.js";
import { FoundClaims, type View } from "./found-claims.js";
import { Session } from "./session.js";

/** Up to so many claims everything is loaded with the page; it takes less time than to ask whether to. */
const FEW = 5000;

const root = document.querySelector<HTMLElement>("#claims-search")!;
const listing = document.querySelector<HTMLElement>("#claims-listing")!;
const script = (document.currentScript as HTMLScriptElement).src;

/** The question that is about to be asked: a key stroke shows itself before what it finds does. */
let timer: number | undefined;

const session = new Session({ load, paint });

function load(name: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = new URL(`../data/${name}.js`, script).href;
    element.onload = () => resolve(readData(name));
    element.onerror = reject;
    document.head.append(element);
  });
}

function paint(view: View): void {
  listing.hidden = view.state === "found" || view.state === "loading";
  const actions = {
    href: (path: string) => hrefFrom(PAGES.claims, path),
    onClear: () => ask({}),
    onMore: () => {
      void session.more();
      remember(view.query);
    },
  };
  render(h(FoundClaims, { view, actions }), root);
}

function ask(query: Query): void {
  void session.ask(query);
  remember(query);
}

/** Keeps what is asked for in the address, where it can be copied and where the way back leads to it. */
function remember(query: Query): void {
  const address = location.pathname + writeQuery(query);
  // A browser that is asked too often refuses; the next stroke asks again.
  try {
    history.replaceState({ shown: session.shown }, "", address);
  } catch {}
}

function readForm(): Query {
  const fields = new FormData(root.querySelector("form")!);
  return readQuery({ get: (name) => fields.get(name) as string | null });
}

root.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => ask(readForm()), 0);
});
root.addEventListener("submit", (event) => event.preventDefault());
root.addEventListener("focusin", () => void session.warm());
root.addEventListener("pointerenter", () => void session.warm());

document.addEventListener("keydown", (event) => {
  const field = root.querySelector<HTMLInputElement>("[name=q]")!;
  const isTyping = (event.target as Element).closest?.(
    "input, select, textarea, [contenteditable]",
  );
  if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    field.focus();
    field.select();
  }
  if (event.key === "Escape" && event.target === field) {
    event.preventDefault();
    const { q: _, ...rest } = readForm();
    ask(rest);
  }
});

const { shown } = (history.state ?? {}) as { shown?: number };
void session.ask(readQuery(new URLSearchParams(location.search)), shown);
if (Number(root.dataset["claims"]) <= FEW) void session.warm();
