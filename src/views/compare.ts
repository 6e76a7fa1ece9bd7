import type { Comparison } from "../provenance/compare.js";
import { nameOfId } from "../provenance/ways.js";
import type { Store } from "../store/store.js";
import type { Style } from "../terminal/style.js";
import { oneLine } from "../terminal/text.js";

/** Says in words whether one claim corroborates another, and why or why not. */
export function* drawComparison(
  comparison: Comparison,
  store: Store,
  { chalk }: Style,
): Generator<string> {
  const { claims, origins, bottlenecks, owners, corroborates } = comparison;
  const [a, b] = claims.map((id) => chalk.cyan(id));
  const verdict = {
    yes: chalk.green(`${a} and ${b} corroborate each other: they go back to different speakers`),
    weakly: chalk.yellow(`${a} and ${b} corroborate each other only weakly: they reach us one way`),
    no: chalk.red(`${a} and ${b} do not corroborate each other`),
    unknown: chalk.yellow(
      `whether ${a} and ${b} corroborate each other can't be told: an origin is not named`,
    ),
  }[corroborates];
  yield verdict;
  const names = (ids: readonly string[]) =>
    ids.map((id) => oneLine(nameOfId(store, id))).join(", ");
  if (origins.length > 0) yield `  same origin      ${names(origins)}`;
  if (bottlenecks.length > 0) yield `  same bottleneck  ${names(bottlenecks)}`;
  for (const pair of owners) yield `  same owner       ${names(pair)}`;
}
