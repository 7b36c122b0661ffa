import { describe, expect, test } from "vitest";
import { destroyable, withoutPeriods, witnessedTime } from "../../../client/vault/destruction.ts";
import { newReviewerVault } from "../../../client/vault/enrol.ts";
import { encodeVault } from "../../../client/vault/vault-text.ts";
import { encodeHybridIdentity } from "../../../crypto/age/identities.ts";
import {
  addSeconds,
  type Instant,
  parseInstant,
  SECONDS_PER_DAY,
} from "../../../crypto/documents/instant.ts";
import { codeOf } from "../../support/code-of.ts";
import { testInstance } from "../../support/instance.ts";
import { providers } from "../../support/primitives.ts";
import { currencyFor } from "../../support/roster-files.ts";
import { months } from "../../support/vaults.ts";

const [primitives = providers[0]] = providers;
if (!primitives) throw new Error("a provider");
const person = { handle: "Wren", languages: [] };
const days = (instant: Instant, count: number) => addSeconds(instant, count * SECONDS_PER_DAY);

describe("which periods may be destroyed", () => {
  const vault = newReviewerVault(person, testInstance().anchor, months(3));
  const endOfJanuary = parseInstant("2027-02-01T00:00:00Z");

  test.each([
    [endOfJanuary, 0],
    [addSeconds(days(endOfJanuary, 45), -1), 0],
    [days(endOfJanuary, 45), 1],
    [days(endOfJanuary, 28 + 45), 2],
    [parseInstant("2036-01-01T00:00:00Z"), 3],
  ])("having seen %i: %i", (witnessed, count) => {
    expect(destroyable(vault, witnessed)).toEqual(vault.periods.slice(0, count));
  });

  test("what is destroyed is neither in the vault's text nor in memory, and isn't due again", () => {
    const fresh = newReviewerVault(person, testInstance().anchor, months(3));
    const [january] = fresh.periods;
    if (!january?.identities) throw new Error("a period");
    const { identities } = january;
    const line = encodeHybridIdentity(identities.hybrid);
    expect(Buffer.from(encodeVault(fresh)).includes(line)).toBe(true);
    const kept = withoutPeriods(fresh, [january]);
    expect(Buffer.from(encodeVault(kept)).includes(line)).toBe(false);
    expect(identities.hybrid.every((byte) => byte === 0)).toBe(true);
    expect(identities.classic.every((byte) => byte === 0)).toBe(true);
    expect(kept.periods.slice(1)).toEqual(fresh.periods.slice(1));
    expect(destroyable(kept, parseInstant("2027-04-01T00:00:00Z"))).toEqual([]);
  });
});

describe("the time that a roster file witnesses", () => {
  const now = parseInstant("2027-03-20T12:00:00Z");
  const instance = testInstance({ now });

  test("is when its currency statement was issued, whatever this machine's clock says", () => {
    expect(witnessedTime(instance.anchor, instance.file, primitives)).toBe(now);
  });

  test("another instance's, a roster that too few signed, and a statement for another roster witness nothing", () => {
    const other = testInstance({ now });
    expect(codeOf(() => witnessedTime(instance.anchor, other.file, primitives))).toBe("steward-unknown");
    const mixed = { roster: instance.file.roster, currency: other.file.currency };
    expect(codeOf(() => witnessedTime(instance.anchor, mixed, primitives))).toBe("steward-unknown");
    const roster = { ...instance.file.roster, signatures: instance.file.roster.signatures.slice(0, 1) };
    expect(codeOf(() => witnessedTime(instance.anchor, { ...instance.file, roster }, primitives))).toBe(
      "signatures-too-few",
    );
  });

  test("a statement dated beyond its roster's period witnesses nothing: one steward can't make years pass", async () => {
    const ahead = parseInstant("2036-01-01T00:00:00Z");
    const roster = { sequence: 1, payload: instance.file.roster.payload };
    const currency = currencyFor(instance, roster, ahead);
    expect(codeOf(() => witnessedTime(instance.anchor, { ...instance.file, currency }, primitives))).toBe(
      "roster-over",
    );
  });
});
