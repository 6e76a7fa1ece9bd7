/** What a server tells of the site that it shows. */
export interface News {
  /** Another one than a page was made with means that the page is out of date. */
  readonly version: string;
  /** What keeps the store from being shown as it is now; empty where nothing does. */
  readonly trouble: string;
}

/** Reads news as the server sends them. */
export function readNews(data: string): News {
  const { version, trouble } = JSON.parse(data) as Partial<News>;
  return { version: String(version ?? ""), trouble: String(trouble ?? "") };
}

/** Gives the version that a page was made with: it stands behind the `?` of the script's address. */
export function versionIn(address: string): string {
  const at = address.indexOf("?");
  return at === -1 ? "" : address.slice(at + 1);
}

/** Tells whether a page must be loaded again. A server that shows nothing yet has nothing newer. */
export function isStale(own: string, { version }: News): boolean {
  return version !== "" && version !== own;
}
