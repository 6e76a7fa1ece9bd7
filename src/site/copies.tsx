import type { Entry } from "../store/source.js";
import { Address, On } from "./parts.js";

/** Tells whether it is known where a document can be read. */
export function hasCopies({ value: { url, archive, file } }: Entry<"document">): boolean {
  return url !== undefined || archive !== undefined || file !== undefined;
}

/** Where a document can be read: as published, archived, and as it was saved with the store. */
export function Copies({ document }: { document: Entry<"document"> }) {
  const { url, archive, file, retrieved } = document.value;
  return (
    <ul class="copies">
      {url !== undefined && (
        <li>
          published: <Address url={url} />
        </li>
      )}
      {archive !== undefined && (
        <li>
          archived: <Address url={archive} />
        </li>
      )}
      {file !== undefined && (
        <li>
          saved with the store: <code>{file}</code>
          <On date={retrieved} />
        </li>
      )}
    </ul>
  );
}
