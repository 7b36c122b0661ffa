import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withoutPeriods } from "../../../client/vault/destruction.ts";
import { newReviewerVault, newStewardVault } from "../../../client/vault/enrol.ts";
import { VaultError } from "../../../client/vault/errors.ts";
import { encodeVault, parseVault } from "../../../client/vault/vault-text.ts";
import { parseIdentityFile } from "../../support/age-text.ts";
import { testInstance } from "../../support/instance.ts";
import { mutationsOf } from "../../support/mutations.ts";
import { months } from "../../support/vaults.ts";

const { anchor } = testInstance();
const whole = newReviewerVault({ handle: "Wren 夜鷹", languages: ["zh-Hans", "en"] }, anchor, months(4));
const partly = withoutPeriods(newReviewerVault({ handle: "Wren", languages: [] }, anchor, months(4)), []);
const vaults = [
  whole,
  withoutPeriods(partly, partly.periods.slice(0, 2)),
  { ...whole, periods: [] },
  newStewardVault("Heron"),
];

describe.each(vaults.map((vault) => ({ vault, name: `${vault.kind}, ${vault.periods.length} periods` })))(
  "a vault's text ($name)",
  ({ vault }) => {
    const bytes = encodeVault(vault);

    test("parse ∘ encode is identity", () => {
      expect(parseVault(bytes)).toEqual(vault);
      expect(encodeVault(parseVault(bytes))).toEqual(bytes);
    });

    test("is an identity file: the long-lived identity, and two for each period that is kept", () => {
      const kept = vault.periods.filter(({ identities }) => identities);
      expect(parseIdentityFile(Buffer.from(bytes).toString("utf8"))).toHaveLength(1 + 2 * kept.length);
    });

    test("what a mutation leaves acceptable encodes to exactly its bytes; all else is refused", () => {
      fc.assert(
        fc.property(mutationsOf(bytes), (mutated) => {
          try {
            expect(encodeVault(parseVault(mutated))).toEqual(mutated);
          } catch (error) {
            if (!(error instanceof VaultError)) throw error;
            expect(error.code).toBe("vault-malformed");
          }
        }),
        { numRuns: 300 },
      );
    });
  },
);

test("a reviewer's vault from before annexes were sealed to its long-lived key is read, and written anew", () => {
  const now = Buffer.from(encodeVault(whole)).toString("utf8");
  const before = now.replace("# for casebooks and annexes; opens no tip", "# for casebooks; opens no tip");
  expect(before).not.toBe(now);
  expect(encodeVault(parseVault(new TextEncoder().encode(before)))).toEqual(encodeVault(whole));
  const steward = Buffer.from(encodeVault(newStewardVault("Heron"))).toString("utf8");
  const mixed = steward.replace(
    "# for the annexes of rosters; opens no tip",
    "# for casebooks; opens no tip",
  );
  expect(mixed).not.toBe(steward);
  expect(() => parseVault(new TextEncoder().encode(mixed))).toThrow(VaultError);
});

test("no bytes at all, an endless file and another's JSON are refused", () => {
  for (const text of ["", "\n", "# {}", `# ${"x".repeat(1_000_000)}`, "# null\n\n\n", "AGE-SECRET-KEY-1"]) {
    expect(() => parseVault(new TextEncoder().encode(text))).toThrow(VaultError);
  }
});
