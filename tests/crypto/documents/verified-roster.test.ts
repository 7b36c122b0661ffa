import { describe, expect, test } from "vitest";
import { parseUtf8, utf8 } from "../../../crypto/bytes.ts";
import { CURRENCY_PAYLOAD_TYPE } from "../../../crypto/documents/currency.ts";
import type { SignedDocument } from "../../../crypto/documents/dsse.ts";
import { addSeconds } from "../../../crypto/documents/instant.ts";
import { parseRoster, ROSTER_PAYLOAD_TYPE, rosterDigest } from "../../../crypto/documents/roster.ts";
import { parseRosterFile, type RosterFile } from "../../../crypto/documents/roster-file.ts";
import { VerifiedRoster } from "../../../crypto/documents/verified-roster.ts";
import type { SigningSeed } from "../../../crypto/ed25519.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import { nobleSignatures } from "../../../crypto/primitives/noble-signatures.ts";
import { codeOf } from "../../support/code-of.ts";
import { providers, sodium } from "../../support/primitives.ts";
import {
  anchor,
  days,
  file,
  instance,
  NOW,
  REFUSED_BYTES,
  REFUSED_FILES,
  secrets,
} from "../../support/refused-rosters.ts";
import { rosterWith, signedBy } from "../../support/roster-files.ts";

describe.each(providers)("$name", (primitives) => {
  test("accepts a good roster through its whole period, and a day early for clocks that lag", () => {
    for (const offset of [0, 1, days(13), -days(1)]) {
      const verified = VerifiedRoster.verify(anchor, file, addSeconds(NOW, offset), primitives);
      expect(verified.roster.reviewers).toHaveLength(2);
      expect(verified.digest).toEqual(rosterDigest(file.roster.payload));
    }
  });

  test("accepts more signatures than needed", () => {
    const all = signedBy(ROSTER_PAYLOAD_TYPE, file.roster.payload, secrets.stewards);
    expect(VerifiedRoster.verify(anchor, { ...file, roster: all }, NOW, primitives).roster.sequence).toBe(1);
  });

  test("asked again later, it answers as it would to a first verification", () => {
    const verified = VerifiedRoster.verify(anchor, file, NOW, primitives);
    for (const offset of [-days(2), -days(1), 0, days(13), days(14) - 1, days(14), days(31)]) {
      const then = addSeconds(NOW, offset);
      const anew = codeOf(() => VerifiedRoster.verify(anchor, file, then, primitives));
      expect(codeOf(() => verified.checkAt(then))).toBe(anew);
    }
  });

  test("no signature at all", () => {
    const roster = { ...file.roster, signatures: [] };
    expect(codeOf(() => VerifiedRoster.verify(anchor, { ...file, roster }, NOW, primitives))).toBe(
      "signatures-too-few",
    );
  });

  test.each(REFUSED_BYTES)("as bytes: %s: %s", (code, _, bytes) => {
    expect(codeOf(() => VerifiedRoster.verify(anchor, parseRosterFile(bytes), NOW, primitives))).toBe(code);
  });

  test.each(REFUSED_FILES)("%s: %s", (code, _, candidate, at = 0) => {
    expect(codeOf(() => VerifiedRoster.verify(anchor, candidate, addSeconds(NOW, at), primitives))).toBe(
      code,
    );
  });
});

test("no byte of a roster or of a currency can change", () => {
  for (const part of ["roster", "currency"] as const) {
    const { payload } = file[part];
    for (let at = 0; at < payload.length; at += part === "roster" ? 37 : 1) {
      const changed = payload.map((byte, i) => (i === at ? byte ^ 1 : byte));
      const candidate = { ...file, [part]: { ...file[part], payload: changed } };
      expect(codeOf(() => VerifiedRoster.verify(anchor, candidate, NOW, sodium))).toBe("signature-invalid");
    }
  }
});

test("a roster signed for a successor names its predecessor", () => {
  const previous = rosterDigest(file.roster.payload);
  const next = rosterWith(instance, { sequence: 2, previous });
  expect(parseRoster(next.payload)).toMatchObject({
    sequence: 2,
    previous: rosterDigest(file.roster.payload),
  });
});

/** SPEC.md's table ("Verification"): its rows, and of row 9 what it takes over from the rows before it. */
const IN_ORDER = [
  ["1", "document-malformed"],
  ["2", "steward-unknown"],
  ["3", "steward-repeated"],
  ["4", "signature-invalid"],
  ["5", "signatures-too-few"],
  ["6", "document-malformed"],
  ["7", "document-foreign"],
  ["8", "roster-over"],
  ["9, its type", "document-malformed"],
  ["9, as 2", "steward-unknown"],
  ["9, as 3", "steward-repeated"],
  ["9, as 4", "signature-invalid"],
  ["9, as 6", "document-malformed"],
  ["10, another instance", "document-foreign"],
  ["10, another sequence", "currency-mismatch"],
  ["11", "currency-too-long"],
  ["12", "currency-ahead"],
] as const;

/** A file that breaks each of these rules from one on, and none before it. */
function brokenFrom(first: number): RosterFile {
  const breaks = (rule: (typeof IN_ORDER)[number][0]) =>
    IN_ORDER.findIndex(([name]) => name === rule) >= first;
  const [one, two] = secrets.stewards as [SigningSeed, SigningSeed];
  const stranger = new Uint8Array(32).fill(7) as Uint8Array as SigningSeed;
  const payload = (part: keyof RosterFile, change: object) =>
    utf8(JSON.stringify({ ...JSON.parse(parseUtf8(file[part].payload, "not-age")), ...change }));
  const signed = (type: string, bytes: Uint8Array, seeds: readonly SigningSeed[], wrongly: boolean) => {
    const document = signedBy(type, bytes, seeds);
    const flip = ({ signer, signature }: SignedDocument["signatures"][number]) => ({
      signer,
      signature: signature.map((byte) => byte ^ 1),
    });
    return wrongly ? { ...document, signatures: document.signatures.map(flip) } : document;
  };
  const roster = payload("roster", {
    ...(breaks("6") && { oldestPage: -1 }),
    ...(breaks("7") && { instance: "00".repeat(32) }),
    ...(breaks("8") && { notBefore: "2026-01-01T00:00:00Z", notAfter: "2026-01-02T00:00:00Z" }),
  });
  const currency = payload("currency", {
    roster: encodeHex(rosterDigest(roster)),
    ...(breaks("10, another instance") && { instance: "00".repeat(32) }),
    ...(breaks("10, another sequence") && { sequence: 2 }),
    ...(breaks("11") && { notAfter: "2027-11-23T00:00:00Z" }),
    ...(breaks("12") && { issued: "2026-11-23T00:00:00Z" }),
    ...(breaks("9, as 6") && { issued: "then" }),
  });
  const enough = breaks("5") ? [one] : [one, two];
  const signers = [...enough, ...(breaks("3") ? [one] : []), ...(breaks("2") ? [stranger] : [])];
  const callers = [one, ...(breaks("9, as 3") ? [one] : []), ...(breaks("9, as 2") ? [stranger] : [])];
  const [rosterType, currencyType] = [ROSTER_PAYLOAD_TYPE, CURRENCY_PAYLOAD_TYPE];
  return {
    roster: signed(breaks("1") ? currencyType : rosterType, roster, signers, breaks("4")),
    currency: signed(breaks("9, its type") ? rosterType : currencyType, currency, callers, breaks("9, as 4")),
  };
}

test("what breaks every rule of SPEC.md's table is refused for the first, and, that mended, for the next", () => {
  for (const [first, [rule, code]] of IN_ORDER.entries()) {
    const refused = codeOf(() => VerifiedRoster.verify(anchor, brokenFrom(first), NOW, nobleSignatures));
    expect([rule, refused]).toEqual([rule, code]);
  }
  const mended = VerifiedRoster.verify(anchor, brokenFrom(IN_ORDER.length), NOW, nobleSignatures);
  expect(mended.roster.sequence).toBe(1);
});
