import { type Drift, describeNode, driftsOf } from "../provenance/drift.js";
import type { StatedNumber } from "../provenance/numbers.js";
import type { Traced } from "../provenance/provenance.js";
import type { DiffPart } from "../provenance/quotes.js";
import type { Style } from "../terminal/style.js";
import { oneLine } from "../terminal/text.js";

/** Draws what changed along a claim's chain, hop by hop. */
export function* drawDrift({ chain }: Traced, style: Style): Generator<string> {
  const { chalk } = style;
  const drifts = driftsOf(chain);
  if (drifts.length === 0) {
    yield chalk.dim("no drift: nothing that is recorded of the words changed on the way");
    return;
  }
  yield chalk.bold("drift");
  for (const drift of drifts) {
    const from = describeNode(chain, drift.from.node).replaceAll("`", "");
    yield `  ${oneLine(drift.hop.name)} ${chalk.dim(`drawing on ${oneLine(from)}`)}`;
    for (const line of changesOf(drift, style)) yield `    ${line}`;
  }
}

function* changesOf(drift: Drift, style: Style): Generator<string> {
  const { quote, numbers, certainty, language, laundered, from, to } = drift;
  const arrow = style.ascii ? "->" : "→";
  if (quote) {
    yield `words      ${markWords(quote, style)}`;
  }
  if (numbers) {
    const before = numbers.before.length > 0 ? numbersText(numbers.before) : "no number";
    yield `numbers    ${before} ${arrow} ${numbersText(numbers.now)}`;
  }
  if (certainty) yield `certainty  ${certainty.before} ${arrow} ${certainty.now}`;
  if (language) {
    const by =
      language.translator === undefined ? "no translator named" : `by ${language.translator}`;
    yield `language   ${oneLine(language.before)} ${arrow} ${oneLine(language.now)}, ${oneLine(by)}`;
  }
  if (laundered) yield `quotation  verbatim, after nothing but paraphrase`;
  if (!quote && (numbers || certainty)) {
    yield style.chalk.dim(`was        ${oneLine(from.quote ?? from.says ?? "")}`);
    yield style.chalk.dim(`is         ${oneLine(to.quote ?? to.says ?? "")}`);
  }
}

/** Marks words that went and words that came, in colour and as `[-went-]{+came+}`, as `git diff` does. */
function markWords(parts: readonly DiffPart[], { chalk }: Style): string {
  return parts
    .map(({ kind, text }) => {
      const words = text.replace(/\s+/g, " ");
      if (kind === "added") return chalk.green(oneLineKept(`{+${words}+}`));
      return kind === "removed" ? chalk.red(oneLineKept(`[-${words}-]`)) : oneLineKept(words);
    })
    .join("");
}

/** Makes a piece of a line safe and keeps the white space at its ends. */
function oneLineKept(text: string): string {
  const [, ahead = "", middle = "", behind = ""] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  return ahead + oneLine(middle) + behind;
}

function numbersText(numbers: readonly StatedNumber[]): string {
  return numbers
    .map(({ text, unit }) => oneLine(unit === undefined ? text : `${text} ${unit}`))
    .join(", ");
}

/** What changed at a hop, as JSON. */
export function driftData({ chain }: Traced) {
  return driftsOf(chain).map(({ hop, from, quote, numbers, certainty, language, laundered }) => ({
    hop: hop.name,
    from: from.node < 0 ? "speaker" : chain.hops[from.node]!.name,
    quote: quote ? quote.map(({ kind, text }) => ({ kind, text })) : null,
    numbers: numbers
      ? { before: numbers.before.map(({ text }) => text), now: numbers.now.map(({ text }) => text) }
      : null,
    certainty: certainty ?? null,
    language: language
      ? { before: language.before, now: language.now, translator: language.translator ?? null }
      : null,
    laundered: laundered ?? false,
  }));
}
