// The agents of a made-up store: who speaks, relays, owns and hosts in it.
import { idOf, outletName, personName, scriptName } from "./words.js";

const AGENTS_A_FILE = 200;
const COUNTRIES = ["GB", "IR", "AE", "LB", "FR", "GH"];
const BODIES = ["Ministry", "Authority", "Board", "Union", "Commission"];

/** How many agents of each kind a store of so many claims has. */
export function sizesOf(claims) {
  const outlets = Math.max(12, Math.ceil(claims / 100));
  return {
    people: Math.max(5, Math.ceil(claims / 30)),
    orgs: Math.max(4, Math.ceil(claims / 200)),
    outlets,
    groups: Math.ceil(outlets / 9),
  };
}

/** The id of the person of a number. */
export function personId(index) {
  return idOf(personName(index), index);
}

/** The id of the organization of a number. */
export function orgId(index) {
  return idOf(BODIES[index % BODIES.length], index);
}

/** The id of the outlet of a number. */
export function outletId(index) {
  return idOf(outletName(index), index);
}

/** The id of the house that the outlet of a number belongs to: every third belongs to one. */
export function groupOf(index) {
  return index % 3 === 0 ? `group-${Math.floor(index / 9)}` : undefined;
}

/** Gives the files of agents, path and text, of a size that an editor opens. */
export function* agentFiles(sizes, forums, draw) {
  const all = [
    ["people", sizes.people, (index) => person(index, sizes, draw)],
    ["organizations", sizes.orgs, organization],
    ["outlets", sizes.outlets, (index) => outlet(index, draw)],
    [
      "groups",
      sizes.groups,
      (index) => [`  group-${index}:`, `    name: Group ${index}`, "    kind: organization"],
    ],
    [
      "forums",
      forums.length,
      (index) => [`  ${forums[index]}: { name: The ${forums[index]}, kind: forum }`],
    ],
  ];
  for (const [name, count, entry] of all) {
    for (let first = 0; first < count; first += AGENTS_A_FILE) {
      const lines = ["agents:"];
      const end = Math.min(count, first + AGENTS_A_FILE);
      for (let index = first; index < end; index++) lines.push(...entry(index));
      yield [`agents/${name}-${first / AGENTS_A_FILE}.yaml`, `${lines.join("\n")}\n`];
    }
  }
}

function person(index, sizes, draw) {
  const lines = [`  ${personId(index)}:`, `    name: ${personName(index)}`, "    kind: person"];
  const script = scriptName(index);
  if (script) lines.push(`    aliases: ["${script}"]`);
  if (index % 4 === 0) {
    lines.push(
      "    roles:",
      "      spokesperson:",
      `        title: ${draw.pick(["Spokesperson", "Deputy director"])}`,
    );
    lines.push(`        of: ${orgId(index % sizes.orgs)}`, "        from: 2009-11");
  }
  return lines;
}

function organization(index) {
  const name = `${BODIES[index % BODIES.length]} number ${index}`;
  return [`  ${orgId(index)}:`, `    name: ${name}`, "    kind: organization"];
}

function outlet(index, draw) {
  const lines = [`  ${outletId(index)}:`, `    name: ${outletName(index)}`, "    kind: outlet"];
  const group = groupOf(index);
  if (group) lines.push(`    part-of: ${group}`);
  return [...lines, `    country: ${draw.pick(COUNTRIES)}`];
}
