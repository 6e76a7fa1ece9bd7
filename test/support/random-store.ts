import fc from "fast-check";
import type { Snapshot, Snapshots } from "../../src/store/snapshots.js";
import type { Store } from "../../src/store/store.js";

/** An entry of a file, on a line of its own, with what stands before it. */
export interface Item {
  readonly section: "agents" | "documents" | "claims";
  readonly id: string;
  readonly value: object;
  /** A comment on the line above; empty for none. */
  readonly comment: string;
  /** Whether the comment stands on the line below instead: at the next entry, or at none. */
  readonly isBelow: boolean;
}

/** The files of a store, by name; a file is its items in order. */
export type Files = Readonly<Record<string, readonly Item[]>>;

/** Writes the files as the texts of a store; one without items is none. */
export function write(files: Files): Record<string, string> {
  const filled = Object.entries(files).filter(([, items]) => items.length > 0);
  return Object.fromEntries(
    filled.map(([name, items]) => [`claims/${name}.yaml`, writeFile(items)]),
  );
}

function writeFile(items: readonly Item[]): string {
  const sections = (["agents", "documents", "claims"] as const).flatMap((section) => {
    const own = items.filter((item) => item.section === section);
    return own.length === 0 ? [] : [`${section}:`, ...own.flatMap(writeItem)];
  });
  return `${sections.join("\n")}\n`;
}

function writeItem({ id, value, comment, isBelow }: Item): string[] {
  const lines = Object.entries(value).map(([key, each]) => `    ${key}: ${JSON.stringify(each)}`);
  const head = lines.length === 0 ? `  ${id}: {}` : `  ${id}:`;
  const remark = comment === "" ? [] : [`  ${comment}`];
  return isBelow ? [head, ...lines, ...remark] : [...remark, head, ...lines];
}

/** The names of the files that an untidy store has. */
export const FILE_NAMES = ["a", "b", "c", "d"];

/** One of some values. */
export const among = <T>(...all: readonly T[]) => fc.constantFrom(...all);

const claimId = fc.integer({ min: 0, max: 7 }).map((index) => `claim-${index}`);
const documentId = fc.integer({ min: 0, max: 4 }).map((index) => `page-${index}`);
const agentId = among("jane", "john", "paper", "herald", "hall", "whisper", "group");
/** Ids that nothing has, or that are a slip away from one that something may have. */
const slip = among("claim-8", "page-44", "pape", "claim0");
const rarely = <T>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: rare });
const list = <T>(of: fc.Arbitrary<T>) => fc.uniqueArray(of, { minLength: 1, maxLength: 3 });
const date = among("2023", "2023-05", "2023-05-01", "2023-05-02", "2024-01", "2031", "2022~");
const quote = among("Five went away.", "Six went away.", "Nobody went […] away.", "Fünf gingen.");
const voice = rarely(
  fc.oneof(agentId, documentId),
  fc.oneof(slip, claimId, among("unknown", "machine")),
);
const lang = among("en", "de");
const certainty = among("certain", "probable", "possible");
const grade = fc.record(
  { credibility: among(1, 2), by: rarely(agentId, among("hall")), date, because: among("So.") },
  { requiredKeys: ["credibility"] },
);

const hop = fc.oneof(
  voice,
  fc.record({ via: among("paper", "herald", "page-0", "page-1"), from: among(["speaker"]) }),
  fc.record(
    {
      via: voice,
      in: rarely(documentId, slip),
      id: among("x", "y", "claim-1"),
      from: list(among("x", "y", "speaker", "paper", "claim-7", "nobody")),
      date,
      quote,
      lang,
      translator: rarely(agentId, among("machine")),
      says: among("Five left.", "6 left."),
      certainty,
    },
    { requiredKeys: ["via"] },
  ),
);

const anyClaim = fc
  .record(
    {
      text: among("Five went away.", "five went away", "Nobody went.", "Jane Roe knows."),
      speaker: voice,
      role: among("minister", "mister"),
      for: agentId,
      date,
      quote,
      lang,
      in: rarely(documentId, slip),
      certainty,
      "based-on": list(rarely(fc.oneof(claimId, documentId), fc.oneof(slip, agentId))),
      relay: fc.array(hop, { minLength: 1, maxLength: 3 }),
      confirms: list(claimId),
      disputes: list(claimId),
      corrects: list(claimId),
      retracts: list(claimId),
      updates: list(rarely(claimId, slip)),
      about: list(agentId),
      tags: list(among("x", "y")),
      grade,
      reviews: fc.array(fc.record({ by: agentId, date }), { minLength: 1, maxLength: 1 }),
      note: among("Heard from Jane Roe.", "A note."),
    },
    { requiredKeys: ["text", "speaker"] },
  )
  .chain(sparse(["text", "speaker"]));

/** A claim in a role, or one with several reports: what seldom comes about by chance. */
const ofNote = fc.oneof(
  fc.record({
    text: among("She says so."),
    speaker: among("jane"),
    role: among("minister"),
    date,
    relay: fc.array(fc.oneof(among("paper"), hop), { minLength: 1, maxLength: 2 }),
  }),
  fc.record({
    text: among("They all say so."),
    speaker: among("john", "unknown", "jane"),
    relay: fc
      .tuple(among("hall", "paper", "page-2", "page-3"), among("herald", "page-0"), documentId)
      .map(([first, ...rest]) => [first, ...rest.map((via) => ({ via, from: [first] }))]),
  }),
);

const claimValue = fc.oneof({ weight: 4, arbitrary: anyClaim }, { weight: 1, arbitrary: ofNote });

const amendment = fc.record({ date, because: among("It was wrong.") });
const documentValue = fc
  .record(
    {
      title: among("The page", "Jane Roe"),
      by: rarely(agentId, slip),
      authors: list(agentId),
      date,
      url: among("https://example.org/page"),
      file: among("page.txt"),
      sha256: among("0".repeat(64), "1".repeat(64)),
      retrieved: date,
      lang,
      cites: list(rarely(documentId, slip)),
      corrected: amendment,
      retracted: amendment,
    },
    { requiredKeys: [] },
  )
  .chain(sparse([]));

/** Leaves out most of what need not be there, so that what is there decides something. */
function sparse<T extends object>(required: readonly string[]): (value: T) => fc.Arbitrary<T> {
  return (value) => {
    const optional = Object.keys(value).filter((key) => !required.includes(key));
    return fc.subarray(optional, { maxLength: Math.min(optional.length, 5) }).map((kept) => {
      const keys = [...required, ...kept];
      return Object.fromEntries(Object.entries(value).filter(([key]) => keys.includes(key))) as T;
    });
  };
}

const comment = fc.oneof(
  { weight: 6, arbitrary: fc.constant("") },
  {
    weight: 1,
    arbitrary: among(
      "# claims-ignore: untraced, unused -- known",
      "# claims-ignore: dangling-reference -- known",
      "# claims-ignore: circular-sourcing, possible-duplicate -- known",
      "# claims-ignore: unussed -- a slip",
      "# claims-ignore: rests-on-retracted",
      "# claims-ignore: -- no rule",
      "# claims-ignore: single-source, date-order, no-document -- known",
      "# a note",
    ),
  },
);

/** An entry that holds of everything something. */
export const item: fc.Arbitrary<Item> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      section: among("claims" as const),
      id: claimId,
      value: claimValue,
      comment,
      isBelow: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      section: among("documents" as const),
      id: documentId,
      value: documentValue,
      comment,
      isBelow: fc.boolean(),
    }),
  },
);

const agents = (values: Readonly<Record<string, object>>): Item[] =>
  Object.entries(values).map(([id, value]) => ({
    section: "agents",
    id,
    value,
    comment: "",
    isBelow: false,
  }));

const AGENTS = agents({
  jane: {
    name: "Jane Roe",
    kind: "person",
    confidential: true,
    roles: { minister: { title: "Minister", from: "2023-05-02" } },
  },
  john: { name: "John", kind: "person", "part-of": "group" },
  paper: { name: "The Paper", kind: "outlet", "part-of": "group" },
  herald: { name: "The Herald", kind: "outlet", "part-of": ["group"] },
  hall: { name: "The Hall", kind: "forum" },
  whisper: { kind: "anonymous", "described-as": "a clerk" },
  group: { name: "The Group", kind: "organization" },
});

/** Stores that hold of everything something. Hardly an id is defined twice in them. */
export const STORES: fc.Arbitrary<Files> = fc
  .array(fc.tuple(among(...FILE_NAMES), item), { minLength: 3, maxLength: 16 })
  .map((placed) => {
    const seen = new Set<string>();
    const files: Record<string, Item[]> = { agents: AGENTS };
    for (const [name, each] of placed) {
      if (seen.has(each.id)) continue;
      seen.add(each.id);
      files[name] = [...(files[name] ?? []), each];
    }
    return files;
  });

/** The ids of a net: so few that most of them are there. */
const knotId = fc.integer({ min: 0, max: 5 }).map((index) => `claim-${index}`);
const sheetId = fc.integer({ min: 0, max: 2 }).map((index) => `page-${index}`);

/** An entry that is there for what it rests on, takes back or confirms, and for nothing else. */
export const knot: fc.Arbitrary<Item> = fc
  .oneof(
    {
      weight: 2,
      arbitrary: fc.tuple(
        among("claims" as const),
        knotId,
        fc.oneof(
          fc.record({
            speaker: among("john", "herald"),
            "based-on": list(fc.oneof(knotId, sheetId)),
          }),
          fc.record({ speaker: among("john", "whisper"), relay: fc.tuple(sheetId) }),
          fc.record({
            speaker: among("john"),
            "based-on": list(fc.oneof(knotId, sheetId)),
            relay: fc.tuple(sheetId),
          }),
          fc.record({ speaker: fc.oneof(sheetId, among("jane")) }),
          fc.record({ speaker: among("paper"), in: sheetId }),
          fc.record({ speaker: among("john"), date, retracts: list(knotId) }),
          fc.record({ speaker: among("john"), date, corrects: list(knotId) }),
          fc.record({ speaker: among("jane"), grade: among({ credibility: 1 }) }),
          fc.record({
            speaker: among("john"),
            "based-on": list(fc.oneof(knotId, sheetId)),
            confirms: list(knotId),
          }),
        ),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(
        among("documents" as const),
        sheetId,
        fc.oneof(
          fc.record({ by: among("paper", "herald") }),
          fc.record({ cites: list(sheetId) }),
          fc.record({ retracted: amendment }),
        ),
      ),
    },
  )
  .map(([section, id, value]) => ({
    section,
    id,
    value: section === "claims" ? { text: `Of ${id}.`, ...value } : value,
    comment: "",
    isBelow: false,
  }));

/** Stores of claims and documents that rest on each other, each in a file of its own. */
export const NETS: fc.Arbitrary<Files> = fc
  .uniqueArray(knot, { minLength: 6, maxLength: 13, selector: ({ id }) => id })
  .map((knots) => {
    const files = knots.map((each): [string, Item[]] => [each.id, [each]]);
    return { agents: AGENTS, ...Object.fromEntries(files) };
  });

/** What stands at the `file` of each document, by its id alone. */
export function snapshotsOf(store: Store): Snapshots {
  const states: Snapshot[] = [
    {
      state: "read",
      sha256: "0".repeat(64),
      text: { kind: "text", content: "They say: five went away. Nobody went, they say, away." },
    } as Snapshot,
    { state: "missing", reason: "is not there" },
    { state: "read", sha256: "0".repeat(64), text: { reason: "it is a picture" } } as Snapshot,
  ];
  const snapshots = new Map<string, Snapshot>();
  for (const { id, value } of store.documents.values()) {
    if (value.file !== undefined) snapshots.set(id, states[Number(id.at(-1)) % states.length]!);
  }
  return snapshots;
}
