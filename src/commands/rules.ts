import { RULE_NAMES, RULES } from "../rules/list.js";
import { explainRule, printRules, RULES_FORMATS } from "../views/rules.js";
import { EXIT, type GlobalOptions, type Io, styleFor } from "./io.js";
import { oneOf } from "./resolve.js";

/** `claims rules`: lists what is checked. */
export function rules(options: GlobalOptions & { readonly format: string }, io: Io): number {
  const format = oneOf("rules format", options.format, RULES_FORMATS);
  const style = styleFor(io.stdout, io, options);
  for (const text of printRules(format, RULES, style)) io.stdout.write(text);
  return EXIT.clean;
}

/** `claims explain`: prints a rule's page. */
export function explain(name: string, options: GlobalOptions, io: Io): number {
  const known = oneOf("rule", name, RULE_NAMES);
  const rule = RULES.find((each) => each.name === known)!;
  io.stdout.write(explainRule(rule, styleFor(io.stdout, io, options)));
  return EXIT.clean;
}
