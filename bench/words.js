// The words that made-up stores and journals consist of, drawn the same on every machine.

const SUBJECTS = [
  "The water board",
  "The finance ministry",
  "Parliament",
  "The port authority",
  "The mayor's office",
  "The court of appeal",
  "The teachers' union",
  "The health service",
  "The railway company",
  "The electoral commission",
  "The fishing cooperative",
  "The opposition",
  "The border agency",
  "The university",
  "The grain exchange",
  "The coast guard",
];
const VERBS = [
  "will publish",
  "has withdrawn",
  "knew for months of",
  "never approved",
  "is to vote on",
  "kept back",
  "paid twice for",
  "will appeal against",
  "signed",
  "was warned about",
  "agreed to",
  "put off",
];
const OBJECTS = [
  "the report on the new dam",
  "a rise in water prices",
  "the contract for two ferries",
  "the list of closed schools",
  "a truce at the crossing",
  "the budget for next year",
  "the ruling on night flights",
  "an aid convoy to the valley",
  "the sale of the old harbour",
  "a pay offer to the nurses",
  "the count of the second ballot",
  "plans for a third runway",
  "the census of the islands",
  "the inquiry into the fire",
];
const TAILS = [
  "before winter",
  "without telling anybody",
  "after a night of talks",
  "in the coming weeks",
  "against its own advice",
  "at the request of the governor",
  "although the money was spent",
  "as nobody else would",
  "since the flood",
  "on the last day of the session",
];
const SUBJECTS_FA = [
  "وزارت نیرو",
  "شورای شهر",
  "دیوان عالی",
  "اتحادیه معلمان",
  "وزارة المالية",
  "هيئة الموانئ",
];
const VERBS_FA = [
  "گزارش سد تازه را",
  "بودجه سال آینده را",
  "قرارداد کشتی‌ها را",
  "تقرير الانتخابات",
  "أسعار المياه",
];
const TAILS_FA = [
  "پیش از زمستان منتشر می‌کند",
  "رد کرد",
  "تأیید نکرد",
  "بعد ليلة من المحادثات",
  "قبل نهاية العام",
];

const FIRST = [
  "Maryam",
  "José",
  "Ada",
  "Kwame",
  "Ingrid",
  "Zoë",
  "Reza",
  "Lucía",
  "Tomáš",
  "Amina",
  "Søren",
  "Grace",
  "Mehdi",
  "Noor",
  "André",
  "Ruth",
];
const LAST = [
  "Karimi",
  "Núñez",
  "Okafor",
  "Lindqvist",
  "Haddad",
  "Müller",
  "Mensah",
  "Farahani",
  "O'Neill",
  "Dvořák",
  "Rossi",
  "Benali",
  "Tanaka",
  "Whitfield",
  "Sørensen",
  "Castro",
  "Moradi",
];
const SCRIPT_NAMES = ["مریم کریمی", "أمينة حداد", "رضا فراهانی", "مهدی مرادی", "نور بن علي"];
const CITIES = ["Leeds", "Málaga", "Beirut", "Québec", "Tabriz", "Århus", "Accra", "Porto", "Graz"];
const PAPERS = ["Gazette", "Herald", "Courier", "Observer", "Post", "Dispatch", "Tribune"];

/** A small, fast generator of random numbers below 1 (mulberry32), the same on every machine. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Ways to draw: a whole number below another, one of a list, and whether something rare is so. */
export function drawsFrom(seed) {
  const random = randomFrom(seed);
  return {
    below: (limit) => Math.floor(random() * limit),
    /** The first are drawn far more often than the last, as some people speak more than others. */
    unevenly: (limit) => Math.floor(random() ** 2 * limit),
    pick: (list) => list[Math.floor(random() * list.length)],
    chance: (share) => random() < share,
  };
}

/** An assertion in English, without a stop; some state a number. */
export function assertion({ pick, chance, below }) {
  const core = `${pick(SUBJECTS)} ${pick(VERBS)} ${pick(OBJECTS)}`;
  if (chance(0.15)) return `${core}, at a cost of ${2 + below(900)} million`;
  return chance(0.8) ? `${core} ${pick(TAILS)}` : core;
}

/** An assertion in Persian or Arabic words, without a stop. */
export function foreignAssertion({ pick, below }) {
  return `${pick(SUBJECTS_FA)} ${pick(VERBS_FA)} ${pick(TAILS_FA)} ${1 + below(900)}`;
}

/** The name of the person of a number; a few have one in another script. */
export function personName(index) {
  const first = FIRST[index % FIRST.length];
  return `${first} ${LAST[Math.floor(index / FIRST.length) % LAST.length]}`;
}

/** The name of a person in the Arabic script, for every ninth. */
export function scriptName(index) {
  return index % 9 === 4 ? SCRIPT_NAMES[index % SCRIPT_NAMES.length] : undefined;
}

/** The name of the outlet of a number. */
export function outletName(index) {
  const paper = PAPERS[Math.floor(index / CITIES.length) % PAPERS.length];
  return `The ${CITIES[index % CITIES.length]} ${paper}`;
}

/** The id that a name and a number make: lower-case words of plain letters. */
export function idOf(name, number) {
  const letters = name
    .normalize("NFD")
    .replace(/\p{Mark}/gu, "")
    .replace(/ø/g, "o");
  const words = letters
    .toLowerCase()
    .match(/[a-z]+/g)
    .filter((word) => word !== "the");
  return `${words.join("-")}-${number}`;
}

/** A text as YAML: plain where that is allowed, or between quotation marks. */
export function scalar(text) {
  if (!/: |^["'[{>|*&!%@`#-]| #|:$/.test(text)) return text;
  return text.includes('"') ? `'${text.replaceAll("'", "''")}'` : JSON.stringify(text);
}

/** A text as lines of a folded or literal block, each behind the indentation given. */
export function blockLines(text, indent) {
  const lines = [""];
  for (const word of text.split(" ")) {
    if (lines.at(-1).length + word.length > 76) lines.push("");
    lines.push(`${lines.pop()} ${word}`.trimStart());
  }
  return lines.map((line) => `${indent}${line}`);
}

/** The day of so many days after the first of January 2010, as `2010-01-01`. */
export function dayOf(days) {
  return new Date(Date.UTC(2010, 0, 1 + days)).toISOString().slice(0, 10);
}
