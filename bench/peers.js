// Writes the same number of records as other plain-text tools keep them: `node bench/peers.js FOLDER RECORDS [SEED]`.
import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { assertion, dayOf, drawsFrom, foreignAssertion, personName } from "./words.js";

const ACCOUNTS = [
  "expenses:food",
  "expenses:rent",
  "expenses:travel",
  "income:sales",
  "assets:cash",
];
const RECORDS_A_WRITE = 1_000;

/** Writes a journal of so many transactions of two or three postings for hledger. */
export function journal(path, count, seed = 1) {
  const draw = drawsFrom(seed);
  write(path, count, "", (index) => {
    const payee = draw.chance(0.06) ? foreignAssertion(draw) : assertion(draw);
    const first = draw.pick(ACCOUNTS);
    const amount = 1 + draw.below(90_000) / 100;
    const lines = [
      `${dayOf(Math.floor((index * 5_100) / count))} (${index}) ${payee}`,
      `    ${first.padEnd(30)}  $${amount.toFixed(2)}`,
    ];
    if (draw.chance(0.3)) lines.splice(1, 0, `    ; by: ${personName(index)}, official:`);
    if (draw.chance(0.3)) lines.push(`    ${"expenses:fees".padEnd(30)}  $0.50`);
    return [...lines, "    assets:bank:checking"];
  });
}

/** Writes a database of so many records for recutils, with a key and typed fields. */
export function database(path, count, seed = 1) {
  const draw = drawsFrom(seed);
  const head = "%rec: Claim\n%key: Id\n%mandatory: Text Speaker\n%type: Date date\n\n";
  write(path, count, head, (index) => [
    `Id: claim-${index}`,
    `Text: ${draw.chance(0.06) ? foreignAssertion(draw) : assertion(draw)}.`,
    `Speaker: ${personName(draw.below(count))}`,
    `Date: ${dayOf(Math.floor((index * 5_100) / count))}`,
    ...Array.from({ length: 1 + draw.below(3) }, () => `Via: outlet-${draw.below(count)}`),
  ]);
}

/** Writes record after record, a blank line between them, never holding more than some of them. */
function write(path, count, head, record) {
  const file = openSync(path, "w");
  writeSync(file, head);
  for (let first = 0; first < count; first += RECORDS_A_WRITE) {
    const length = Math.min(RECORDS_A_WRITE, count - first);
    const records = Array.from({ length }, (_, index) => record(first + index).join("\n"));
    writeSync(file, `${records.join("\n\n")}\n\n`);
  }
  closeSync(file);
}

if (process.argv[1] === import.meta.filename) {
  const [folder, records, seed] = process.argv.slice(2);
  if (!folder || !records) throw new Error("node bench/peers.js FOLDER RECORDS [SEED]");
  mkdirSync(folder, { recursive: true });
  journal(join(folder, "journal.journal"), Number(records), Number(seed ?? 1));
  database(join(folder, "claims.rec"), Number(records), Number(seed ?? 1));
}
