/** The numbers of RFC 3492, section 5. */
const [BASE, T_MIN, T_MAX, SKEW, DAMP, BIAS, FIRST] = [36, 1, 26, 38, 700, 72, 128];

/**
 * Reads a label of an internationalized domain name (RFC 5891), by the algorithm of RFC 3492, section 6.2.
 *
 * @param label one that begins with `xn--`, in any case
 * @returns the label itself where it is none that can be read
 */
export function readLabel(label: string): string {
  const code = label.slice("xn--".length).toLowerCase();
  const last = code.lastIndexOf("-");
  const letters = [...code.slice(0, Math.max(last, 0))];
  let [point, at, bias] = [FIRST, 0, BIAS];
  for (let next = last + 1; next < code.length; ) {
    const before = at;
    for (let [weight, k] = [1, BASE]; ; k += BASE) {
      const digit = digitOf(code[next++]);
      if (digit === undefined) return label;
      at += digit * weight;
      const threshold = Math.min(Math.max(k - bias, T_MIN), T_MAX);
      if (digit < threshold) break;
      weight *= BASE - threshold;
      if (at > MOST || weight > MOST) return label;
    }
    const length = letters.length + 1;
    bias = adapted(at - before, length, before === 0);
    point += Math.floor(at / length);
    at %= length;
    if (point > 0x10ffff) return label;
    letters.splice(at++, 0, String.fromCodePoint(point));
  }
  return letters.join("");
}

/** What is larger is no character. */
const MOST = 2 ** 31;

function digitOf(character: string | undefined): number | undefined {
  const digit = character === undefined ? -1 : DIGITS.indexOf(character);
  return digit === -1 ? undefined : digit;
}

const DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789";

function adapted(delta: number, length: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? DAMP : 2));
  rest += Math.floor(rest / length);
  let k = 0;
  for (; rest > ((BASE - T_MIN) * T_MAX) / 2; k += BASE) rest = Math.floor(rest / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}
