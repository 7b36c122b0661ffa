import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BackupShare, backUp, encodeShare, parseShare, restore } from "../../../client/vault/backup.ts";
import { newReviewerVault, newStewardVault } from "../../../client/vault/enrol.ts";
import { VaultError } from "../../../client/vault/errors.ts";
import { encodeHybridIdentity } from "../../../crypto/age/identities.ts";
import { testInstance } from "../../support/instance.ts";
import { providers } from "../../support/primitives.ts";
import { months, vaultCodeOf } from "../../support/vaults.ts";

const [primitives = providers[0]] = providers;
if (!primitives) throw new Error("a provider");
const { anchor } = testInstance();
const vault = newReviewerVault({ handle: "Wren", languages: ["bo"] }, anchor, months(3));

/** All subsets, by the bits of a number. */
function subsets<T>(items: readonly T[]): T[][] {
  return Array.from({ length: 2 ** items.length }, (_, bits) => items.filter((_, i) => (bits >> i) & 1));
}

describe.each([
  [2, 2],
  [2, 3],
  [3, 5],
  [5, 5],
])("%i of %i", (threshold, of) => {
  test("every subset that is large enough restores all but the periods; every smaller one nothing", async () => {
    const shares = await backUp(vault, threshold, of, primitives);
    for (const subset of subsets(shares)) {
      if (subset.length >= threshold) {
        expect(await restore(subset, primitives)).toEqual({ ...vault, periods: [] });
      } else {
        expect(await vaultCodeOf(() => restore(subset, primitives))).toBe("shares-too-few");
      }
    }
  });
});

test.each([
  [3, 5],
  [5, 5],
])("a lie about the threshold of %i of %i doesn't make fewer shares enough", async (threshold, of) => {
  const shares = await backUp(vault, threshold, of, primitives);
  const fewer = shares.slice(0, threshold - 1).map((share) => ({ ...share, threshold: threshold - 1 }));
  expect(await vaultCodeOf(() => restore(fewer, primitives))).toBe("shares-damaged");
});

describe("shares", () => {
  test("hold no identity of a period, in any form", async () => {
    const shares = await backUp(vault, 2, 3, primitives);
    const text = shares.map((share) => Buffer.from(encodeShare(share)).toString("latin1")).join();
    const secrets = vault.periods.flatMap(({ identities }) =>
      identities
        ? [Buffer.from(identities.hybrid).toString("hex"), encodeHybridIdentity(identities.hybrid)]
        : [],
    );
    expect(secrets).toHaveLength(6);
    for (const secret of secrets) expect(text).not.toContain(secret);
    const restored = await restore(shares, primitives);
    expect(restored.periods).toEqual([]);
  });

  test("repeated, of two backups, or with one byte changed: refused", async () => {
    const [a, b, c] = (await backUp(vault, 2, 3, primitives)) as [BackupShare, BackupShare, BackupShare];
    const [foreign] = await backUp(newStewardVault("Heron"), 2, 3, primitives);
    expect(await vaultCodeOf(() => restore([a, a], primitives))).toBe("share-repeated");
    expect(await vaultCodeOf(() => restore([a, foreign ?? a], primitives))).toBe("shares-foreign");
    expect(await vaultCodeOf(() => restore([], primitives))).toBe("shares-too-few");
    for (let at = 0; at < b.share.length; at++) {
      const share = b.share.slice();
      share[at] = (share[at] ?? 0) ^ 1;
      expect(await vaultCodeOf(() => restore([a, { ...b, share }], primitives))).toBe("shares-damaged");
    }
    expect(await restore([c, b], primitives)).toEqual({ ...vault, periods: [] });
  });

  test("are canonical: a mutation is refused, or is the same bytes again", async () => {
    const [share] = await backUp(vault, 2, 2, primitives);
    if (!share) throw new Error("a share");
    const bytes = encodeShare(share);
    expect(parseShare(bytes)).toEqual(share);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, byte) => {
        const mutated = bytes.slice();
        mutated[at] = byte;
        try {
          expect(encodeShare(parseShare(mutated))).toEqual(mutated);
        } catch (error) {
          if (!(error instanceof VaultError)) throw error;
          expect(error.code).toBe("share-malformed");
        }
      }),
    );
  });
});
