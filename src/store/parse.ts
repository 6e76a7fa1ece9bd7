import {
  Composer,
  type Document,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Parser,
} from "yaml";
import { blankConflicts, conflictsIn, leftConflict } from "./conflict.js";
import type { Problem, Span } from "./problem.js";
import { feature, MAX_DEPTH, tooDeep, type YamlNode } from "./yaml.js";

/** A file's YAML documents and what is wrong with their syntax. Parsing never throws. */
export interface ParsedYaml {
  readonly roots: readonly YamlNode[];
  readonly problems: readonly Problem[];
}

/** Duplicate keys are ours to report: the library's check is quadratic and drops nothing useful. */
const OPTIONS = {
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: "silent",
  resolveKnownTags: false,
} as const;

/** Parses a file's text as YAML 1.2 with the core schema; of a merge conflict, our side. */
export function parseYaml(text: string): ParsedYaml {
  const conflicts = conflictsIn(text);
  if (conflicts.length === 0) return parseWhole(text);
  const { roots } = parseWhole(blankConflicts(text, conflicts));
  return { roots, problems: [leftConflict(conflicts[0]!, text)] };
}

function parseWhole(text: string): ParsedYaml {
  const roots: YamlNode[] = [];
  const problems: Problem[] = [];
  try {
    for (const document of documentsIn(text, problems)) {
      const { contents, errors } = document;
      roots.push(contents);
      // Of several errors at one place an unclosed quotation mark is the cause.
      const ranked = [...errors].sort((a, b) => rank(a) - rank(b));
      for (const error of ranked) problems.push(syntaxProblem(error, contents, text));
    }
  } catch (error) {
    // The library calls itself once a level, and gives up where the stack does.
    if (!(error instanceof RangeError)) throw error;
    problems.push(tooDeepToParse(text));
  }
  return { roots, problems };
}

const TOO_MANY = MAX_DEPTH + 1;

/** Where more than {@link MAX_DEPTH} lists or mappings open one in the other, on one line or in brackets. */
const DEEP = new RegExp(`(?:[-?][ \\t]+){${TOO_MANY}}|(?:[[{][^[\\]{}]*){${TOO_MANY}}`);

/** The place is looked for, as where the parser gave up depends on the machine. */
function tooDeepToParse(text: string): Problem {
  const start = Math.max(0, text.search(DEEP));
  return tooDeep({ start, end: Math.min(text.length, start + 1) });
}

/** Composes the documents of a text, and reports what no store file has: directives, a second document. */
function* documentsIn(text: string, problems: Problem[]): Generator<Document.Parsed> {
  const composer = new Composer(OPTIONS);
  let isFirst = true;
  let marker: Span = { start: 0, end: 0 };
  for (const token of new Parser().parse(text)) {
    if (token.type === "directive") {
      const span = { start: token.offset, end: token.offset + token.source.length };
      problems.push(feature("a directive", "delete the line", span));
    } else if (token.type === "doc-end") {
      marker = { start: token.offset, end: token.offset + token.source.length };
    } else if (token.type === "document") {
      const dashes = token.start.find(({ type }) => type === "doc-start");
      if (dashes) marker = { start: dashes.offset, end: dashes.offset + dashes.source.length };
      if (!isFirst) problems.push(secondDocument(marker, text));
      isFirst = false;
    }
    yield* composer.next(token);
  }
  yield* composer.end(false, text.length);
}

function secondDocument(marker: Span, text: string): Problem {
  return {
    rule: "yaml-feature",
    message: "a second YAML document starts here",
    help: `delete the \`${text.slice(marker.start, marker.end)}\`, or put what follows in a file of its own`,
    ...marker,
  };
}

function rank({ message }: SyntaxError): number {
  return UNCLOSED_QUOTE.test(message) ? 0 : 1;
}

const UNCLOSED_QUOTE = /^Missing closing ['"]quote/;

type SyntaxError = Document.Parsed["errors"][number];

function syntaxProblem({ code, pos, message }: SyntaxError, root: YamlNode, text: string): Problem {
  const [from, to] = pos;
  const start = Math.min(from, text.length);
  const span = { start, end: Math.max(start, Math.min(to, text.length)) };
  if (message.includes("call stack")) return tooDeepToParse(text);
  const unclosed = unclosedAt(message, root, start);
  if (unclosed) return { rule: "yaml-syntax", ...unclosed };
  const slip = SLIPS.find(({ says }) => says.test(message));
  const help = slip?.help ?? SYNTAX_HELP[code];
  return {
    rule: "yaml-syntax",
    message: slip?.message ?? lowerFirst(message).trim(),
    ...span,
    ...(help === undefined ? {} : { help }),
  };
}

/** The library names the place where a mark is missed; the slip is where its fellow opens. */
function unclosedAt(
  message: string,
  root: YamlNode,
  missed: number,
): (Span & { message: string; help: string }) | undefined {
  if (UNCLOSED_QUOTE.test(message)) {
    const isQuote = (node: YamlNode) => isScalar(node) && node.type?.startsWith("QUOTE") === true;
    const start = lastAhead(root, missed, isQuote)?.range?.[0] ?? missed;
    return {
      message: "a quotation mark opens here and is never closed",
      help: "close it where the text ends",
      start,
      end: start + 1,
    };
  }
  const bracket =
    /^Flow (map|sequence) in block collection must|^Expected flow (map|sequence) to end/.exec(
      message,
    );
  if (!bracket) return undefined;
  const isMapping = (bracket[1] ?? bracket[2]) === "map";
  const isFlow = (node: YamlNode) =>
    isCollection(node) && node.flow === true && isMap(node) === isMapping;
  const opened = lastAhead(root, missed, isFlow);
  const start = opened?.range?.[0] ?? missed;
  return {
    message: `a \`${isMapping ? "{" : "["}\` opens here and is never closed`,
    help: "close it within its own entry",
    start,
    end: start + 1,
  };
}

/** Goes down the last nodes that start ahead of an offset; gives the innermost that is meant. */
function lastAhead(root: YamlNode, offset: number, isMeant: (node: YamlNode) => boolean): YamlNode {
  let found: YamlNode;
  for (let node = root; node; node = lastChildAhead(node, offset)) {
    if (isMeant(node)) found = node;
  }
  return found;
}

function lastChildAhead(node: Node, offset: number): YamlNode {
  const starts = (child: YamlNode) => child?.range?.[0] ?? Number.POSITIVE_INFINITY;
  if (isSeq(node)) return lastWhere(node.items as YamlNode[], (item) => starts(item) < offset);
  if (!isMap(node)) return undefined;
  const pairs = node.items as Pair<YamlNode, YamlNode>[];
  const pair = lastWhere(pairs, ({ key }) => starts(key) < offset);
  return pair && starts(pair.value) < offset && !isEmpty(pair.value) ? pair.value : pair?.key;
}

function isEmpty(node: YamlNode): boolean {
  return node?.range?.[0] === node?.range?.[1];
}

/** Gives the last of some items in the order of the file that stands ahead of a place. */
function lastWhere<T>(items: readonly T[], isAhead: (item: T) => boolean): T | undefined {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isAhead(items[middle]!)) low = middle + 1;
    else high = middle;
  }
  return items[low - 1];
}

interface Slip {
  /** What the library says. */
  readonly says: RegExp;
  readonly message: string;
  readonly help: string;
}

/** What the commonest slips look like to the one who made them. */
const SLIPS: readonly Slip[] = [
  {
    says: /^Nested mappings are not allowed/,
    message: "a colon and a space stand in this value, so that it reads as a key",
    help: "put a text that holds a colon in quotes; line a new key up with the keys beside it",
  },
  {
    says: /^All mapping items must start at the same column/,
    message: "this line isn't in line with the keys above it",
    help: "indent it by as many spaces as its neighbours",
  },
  {
    says: /^A block sequence may not be used as an implicit map key/,
    message: "this line isn't in line with the list above it",
    help: "indent it by as many spaces as its neighbours",
  },
  {
    says: /^Implicit map keys need to be followed by map values/,
    message: "this is no `key: value`",
    help: "write the key, a colon, a space and the value",
  },
  {
    says: /^Block collections are not allowed within flow/,
    message: "this reads as a key inside { } or [ ] that nothing separates",
    help: "put a comma between two entries, and a text that holds a colon in quotes",
  },
  {
    says: /^Unexpected block-seq-ind on same line with key/,
    message: "a list can't start on the line of its key",
    help: "start it on the next line, or put a text that starts with a hyphen in quotes",
  },
  {
    says: /^Unexpected .* at node end/,
    message: "text stands here after the end of the value",
    help: "put the whole text in one pair of quotes",
  },
  {
    says: /^Block scalar header includes extra characters/,
    message: "text stands here on the line of the `|` or `>`",
    help: "start the text on the next line, indented",
  },
];

const SYNTAX_HELP: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: "indent with spaces",
  BAD_SCALAR_START: "put the text in quotes",
  BAD_INDENT: "line it up with the keys beside it",
  BAD_DQ_ESCAPE: "write `\\\\` for a backslash, or use single quotes",
  MULTILINE_IMPLICIT_KEY: "a key ends with a colon and stands on one line",
};

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
