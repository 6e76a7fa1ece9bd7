import { quotationsOf } from "../store/quotations.js";
import {
  loadSnapshots,
  type Snapshot,
  type SnapshotOptions,
  type SnapshotScope,
  type SnapshotState,
  type Snapshots,
  snapshotPath,
  snapshotState,
} from "../store/snapshots.js";
import type { Entry } from "../store/source.js";
import type { Store } from "../store/store.js";

type Document = Entry<"document">;

/** What was read at the `file` of a document. */
interface KnownSnapshot {
  readonly snapshot: Snapshot;
  /** All of the document that it hangs on. */
  readonly key: string;
  /** The path of the document's own file. */
  readonly file: string;
  /** The snapshot's full path. */
  readonly path: string;
  /** How it stood on the disk just before it was read. */
  readonly state: SnapshotState;
  /** Whether its text was wanted. */
  readonly isQuoted: boolean;
}

/** The snapshots of a store that is checked again and again: no key stroke changes what is in them. */
export class SnapshotMemory {
  readonly #where: Pick<SnapshotOptions, "base" | "roots">;
  /** By the id of the document. */
  readonly #known = new Map<string, KnownSnapshot>();

  /** @param where the store's folders */
  constructor(where: Pick<SnapshotOptions, "base" | "roots">) {
    this.#where = where;
  }

  /** Gives the snapshots that a check of some entries needs. What is known of them is not read again. */
  async load(store: Store, scope: SnapshotScope): Promise<Snapshots> {
    /** One claim that quotes a document is enough to have its text read. */
    const quoting = new Map<Document, Entry<"claim">>();
    for (const claim of scope.claims.values()) {
      for (const { document } of quotationsOf(claim, store)) {
        if (document) quoting.set(document, claim);
      }
    }
    const wanted = [...new Set([...scope.documents.values(), ...quoting.keys()])].filter(
      ({ value }) => value.file !== undefined,
    );
    await this.#read(
      store,
      wanted.filter((document) => !this.#knows(document, quoting.has(document))),
      quoting,
    );
    return new Map(wanted.map(({ id }) => [id, this.#known.get(id)!.snapshot]));
  }

  /**
   * Looks at the disk, and forgets the snapshots that are not what they were.
   *
   * @returns the paths of the files of their documents
   */
  forgetChanged(): string[] {
    const files: string[] = [];
    for (const [id, { file, path, state }] of this.#known) {
      if (state !== null && JSON.stringify(state) === JSON.stringify(snapshotState(path))) continue;
      this.#known.delete(id);
      files.push(file);
    }
    return files;
  }

  #knows(document: Document, isQuoted: boolean): boolean {
    const known = this.#known.get(document.id);
    return known?.key === keyOf(document) && (known.isQuoted || !isQuoted);
  }

  async #read(
    store: Store,
    documents: readonly Document[],
    quoting: ReadonlyMap<Document, Entry<"claim">>,
  ): Promise<void> {
    if (documents.length === 0) return;
    // Before it is read: what is written meanwhile is noticed the next time.
    const states = documents.map((document) => {
      const path = snapshotPath(document, document.value.file!, this.#where.base);
      return { path, state: snapshotState(path) };
    });
    const claims = documents.flatMap((document) => quoting.get(document) ?? []);
    const scope = { documents, claims };
    const read = await loadSnapshots(store, { ...this.#where, scope });
    for (const [index, document] of documents.entries()) {
      this.#known.set(document.id, {
        ...states[index]!,
        snapshot: read.get(document.id)!,
        key: keyOf(document),
        file: document.file.path,
        isQuoted: quoting.has(document),
      });
    }
  }
}

function keyOf({ file, value }: Document): string {
  return JSON.stringify([file.path, value.file, value.sha256]);
}
