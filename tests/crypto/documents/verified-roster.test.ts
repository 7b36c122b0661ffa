import { describe, expect, test } from "vitest";
import { addSeconds } from "../../../crypto/documents/instant.ts";
import { parseRoster, ROSTER_PAYLOAD_TYPE, rosterDigest } from "../../../crypto/documents/roster.ts";
import { parseRosterFile } from "../../../crypto/documents/roster-file.ts";
import { VerifiedRoster } from "../../../crypto/documents/verified-roster.ts";
import { nobleSignatures } from "../../../crypto/primitives/noble-signatures.ts";
import { codeOf } from "../../support/code-of.ts";
import { providers } from "../../support/primitives.ts";
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
      expect(codeOf(() => VerifiedRoster.verify(anchor, candidate, NOW, nobleSignatures))).toBe(
        "signature-invalid",
      );
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
