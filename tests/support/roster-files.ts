import { signCurrency, signRoster } from "../../client/cli/demo/instance.ts";
import type { Instant } from "../../crypto/documents/instant.ts";
import type { RosterFile } from "../../crypto/documents/roster-file.ts";
import { noble } from "../../crypto/primitives/noble.ts";
import type { TestInstance } from "./instance.ts";

/** What an instance's stewards sign at some time: a roster for a month, and a currency statement. */
export function rosterFileAt(
  instance: TestInstance,
  rosterTime: Instant,
  currencyTime = rosterTime,
): RosterFile {
  const { anchor, secrets } = instance;
  const roster = signRoster(anchor, secrets, null, rosterTime, noble);
  const about = { sequence: 1, payload: roster.payload };
  return { roster, currency: signCurrency(anchor, secrets, about, currencyTime, noble) };
}

/** The same roster with one signature less than its stewards agreed on. */
export function underSigned(file: RosterFile): RosterFile {
  return { ...file, roster: { ...file.roster, signatures: file.roster.signatures.slice(1) } };
}

/** The same roster after somebody exchanged a letter in what was signed, keeping its form. */
export function tampered(file: RosterFile): RosterFile {
  const text = new TextDecoder().decode(file.roster.payload);
  const payload = new TextEncoder().encode(
    text.replace('"number":1,', '"number":3,').replace('"number":2,', '"number":4,'),
  );
  return { ...file, roster: { ...file.roster, payload } };
}
