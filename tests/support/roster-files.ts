import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EMPTY_FILE, encodeCeremonyFile } from "../../client/ceremony/ceremony-file.ts";
import { pairName, rosterPayloadName, signedName } from "../../client/ceremony/draft-names.ts";
import { type Founded, signAnnex, signDraft } from "../../client/cli/demo/found.ts";
import type { Anchor } from "../../crypto/documents/anchor.ts";
import { CURRENCY_PAYLOAD_TYPE, encodeCurrency } from "../../crypto/documents/currency.ts";
import { encodeSignedDocument, type SignedDocument, signDocument } from "../../crypto/documents/dsse.ts";
import { addSeconds, type Instant, SECONDS_PER_DAY } from "../../crypto/documents/instant.ts";
import { encodeRoster, parseRoster, type Roster, rosterDigest } from "../../crypto/documents/roster.ts";
import { encodeRosterFile, type RosterFile } from "../../crypto/documents/roster-file.ts";
import type { SigningSeed, VerifyingKey } from "../../crypto/ed25519.ts";
import type { TestInstance } from "./instance.ts";
import { sodium } from "./primitives.ts";

/** Documents that an instance's stewards sign otherwise, or at other times, than the ceremony has them do. */

/** An instance's roster with something changed, and signed by the stewards as it then is. */
export function rosterWith(
  { anchor, roster: { roster: genuine }, founded }: TestInstance,
  change: Partial<Roster>,
): SignedDocument {
  const roster = { ...genuine, instance: anchor.instance, ...change };
  return signDraft(
    { ...founded, primitives: sodium },
    rosterPayloadName(roster.sequence),
    encodeRoster(roster),
  );
}

/** The roster of a month from some time on. */
export function rosterFrom(
  instance: TestInstance,
  from: Instant,
  change: Partial<Roster> = {},
): SignedDocument {
  const notAfter = addSeconds(from, 31 * SECONDS_PER_DAY);
  return rosterWith(instance, { notBefore: from, notAfter, ...change });
}

/** Whatever payload, signed by whomever. */
export function signedBy(type: string, payload: Uint8Array, seeds: readonly SigningSeed[]): SignedDocument {
  const signatures = seeds.map((seed) => signDocument(type, payload, seed, sodium));
  return { payloadType: type, payload, signatures };
}

/** A statement for whatever payload, by the first steward, at whatever time. */
export function currencyFor(
  { anchor, founded }: { anchor: Founded["anchor"]; founded: Pick<Founded, "stewards"> },
  { sequence, payload }: { sequence: number; payload: Uint8Array },
  issued: Instant,
): SignedDocument {
  const notAfter = addSeconds(issued, anchor.currencyDays * SECONDS_PER_DAY);
  const about = { instance: anchor.instance, sequence, roster: rosterDigest(payload), issued, notAfter };
  const signing = founded.stewards.slice(0, 1).map((steward) => steward.signing);
  return signedBy(CURRENCY_PAYLOAD_TYPE, encodeCurrency(about), signing);
}

/** What an instance's stewards sign at some time: a roster for a month, and a currency statement. */
export function rosterFileAt(
  instance: TestInstance,
  rosterTime: Instant,
  currencyTime = rosterTime,
  change: Partial<Roster> = {},
): RosterFile {
  const roster = rosterFrom(instance, rosterTime, change);
  const about = { sequence: change.sequence ?? 1, payload: roster.payload };
  return { roster, currency: currencyFor(instance, about, currencyTime) };
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

/** The annex of a roster of this instance, with these couriers under the numbers 1, 2, …. */
export async function annexFor(
  { founded, cards, drafted: { people } }: TestInstance,
  { payload }: SignedDocument,
  couriers: readonly VerifyingKey[],
  numbers: readonly number[] = couriers.map((_, i) => i + 1),
): Promise<SignedDocument> {
  const roster = parseRoster(payload);
  const draft = {
    ...{ roster, payload },
    couriers: couriers.map((key, i) => ({ number: numbers[i] ?? 0, key })),
    people: {
      ...people,
      reviewers: people.reviewers.filter(({ number }) =>
        roster.reviewers.some((each) => each.number === number),
      ),
      couriers: numbers.map((number) => ({ number, handle: `Courier ${number}` })),
    },
  };
  return await signAnnex({ ...founded, primitives: sodium }, cards, draft);
}

/** Puts a file among a server’s documents in one step, as publishing does. */
export function publishBytes(data: string, path: string, bytes: Uint8Array): void {
  const whole = join(data, "public", path);
  mkdirSync(join(whole, ".."), { recursive: true });
  writeFileSync(`${whole}.tmp`, bytes);
  renameSync(`${whole}.tmp`, whole);
}

export function publishRoster(data: string, sequence: number, file: RosterFile): void {
  publishBytes(data, `rosters/${pairName(sequence)}`, encodeRosterFile(file));
}

/** A roster that nobody has called current yet. */
export function publishSigned(data: string, sequence: number, roster: SignedDocument): void {
  publishBytes(data, `rosters/${signedName(sequence)}`, encodeSignedDocument(roster));
}

export function publishAnnex(data: string, sequence: number, annex: SignedDocument): void {
  publishBytes(data, `annexes/${pairName(sequence)}`, encodeSignedDocument(annex));
}

/** What a steward saves for the operator: the anchor, and a first roster and annex as they lie in a public folder. */
export async function rostersTar(anchor: Anchor, folder: string): Promise<Uint8Array> {
  const names = ["annexes/0001.json", "rosters/0001.json"];
  const documents = new Map(names.map((name) => [name, new Uint8Array(readFileSync(join(folder, name)))]));
  return await encodeCeremonyFile({ ...EMPTY_FILE, line: { first: anchor, moves: [] }, documents });
}
