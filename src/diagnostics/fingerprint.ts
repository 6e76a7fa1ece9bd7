import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { type Diagnostic, findingKey } from "../model/diagnostic.js";

/**
 * Gives each finding a name by which a later run knows it again: SHA-256, in hexadecimal, of its rule,
 * file, claim and message. It stays when lines move. Equal findings are told apart by their order.
 *
 * @returns as many as there are findings, in their order, no two alike
 */
export function fingerprints(findings: readonly Diagnostic[]): string[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const key = findingKey(finding);
    const earlier = seen.get(key) ?? 0;
    seen.set(key, earlier + 1);
    return bytesToHex(sha256(utf8ToBytes(JSON.stringify([key, earlier]))));
  });
}
