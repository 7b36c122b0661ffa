import {
  encodeHybridIdentity,
  encodeX25519Identity,
  type HybridSeed,
  parseHybridIdentity,
  parseX25519Identity,
} from "../../crypto/age/identities.ts";
import { equalBytes, parseUtf8, utf8 } from "../../crypto/bytes.ts";
import { ANCHOR } from "../../crypto/documents/anchor.ts";
import { MOST_MOVES } from "../../crypto/documents/anchor-line.ts";
import {
  list,
  malformed,
  type Of,
  optional,
  orNull,
  parseDocument,
  record,
  typed,
} from "../../crypto/documents/canonical.ts";
import { signedDocument } from "../../crypto/documents/dsse.ts";
import { embedded, hex, label, oneOf, yesOrNo } from "../../crypto/documents/fields.ts";
import { encodeInstant } from "../../crypto/documents/instant.ts";
import { checkPeriod, PERIOD } from "../../crypto/documents/period.ts";
import { languageTags, MOST_PERIODS } from "../../crypto/documents/reviewer-card.ts";
import type { SigningSeed } from "../../crypto/ed25519.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { VaultError } from "./errors.ts";
import type { Vault, VaultPeriod } from "./vault.ts";

const HEAD = /* @__PURE__ */ typed(
  "nightjar-vault/v1",
  () => ({
    kind: oneOf(["reviewer", "steward"]),
    handle: label,
    languages: languageTags,
    anchor: orNull(embedded(ANCHOR)),
    earlier: optional(
      list(
        record(() => ({ anchor: embedded(ANCHOR), move: embedded(signedDocument) })),
        1,
        MOST_MOVES,
      ),
    ),
    signing: hex<SigningSeed>(32),
    periods: list(
      record(() => ({ ...PERIOD, destroyed: yesOrNo }), checkPeriod),
      0,
      MOST_PERIODS,
    ),
  }),
  ({ periods }) => {
    const ordered = periods.every(({ notBefore }, i) => notBefore >= (periods[i - 1]?.notAfter ?? 0));
    if (!ordered) throw malformed("periods out of order");
  },
);

type Head = Of<typeof HEAD>;

/** Bytes: far more than the largest vault has. */
const MOST_BYTES = 256 * 1024;

/**
 * A vault's plaintext: an age identity file, so that stock age opens a tip with the vault itself, whose first
 * comment holds in JSON what isn't an age identity (SPEC.md, "Vaults").
 */
export function encodeVault(vault: Vault): Uint8Array {
  const kept = vault.periods.flatMap((period) => identityLines(period));
  const lines = [
    `# ${JSON.stringify(HEAD.write(headOf(vault)))}`,
    LONG_LIVED[vault.kind],
    encodeHybridIdentity(vault.longLived),
    ...kept,
    "",
  ];
  return utf8(lines.join("\n"));
}

/** Accepts exactly what `encodeVault` makes, and what it made before annexes were sealed to reviewers. @throws VaultError vault-malformed */
export function parseVault(bytes: Uint8Array): Vault {
  try {
    const text = parseUtf8(bytes.subarray(0, MOST_BYTES), "document-malformed").replace(
      `\n${BEFORE}\n`,
      `\n${LONG_LIVED.reviewer}\n`,
    );
    const vault = readVault(text.split("\n"));
    if (equalBytes(encodeVault(vault), utf8(text)) && bytes.length <= MOST_BYTES) return vault;
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
  }
  throw new VaultError("vault-malformed");
}

const LONG_LIVED = {
  reviewer: "# for casebooks and annexes; opens no tip",
  steward: "# for the annexes of rosters; opens no tip",
} as const;

const BEFORE = "# for casebooks; opens no tip";

function headOf(vault: Vault): Head {
  const earlier = vault.earlier.length > 0 ? vault.earlier : undefined;
  const periods = vault.periods.map((period) => ({ ...period, destroyed: period.identities === null }));
  return { ...vault, earlier, periods };
}

function identityLines({ notBefore, identities }: VaultPeriod): string[] {
  if (!identities) return [];
  const { hybrid, classic } = identities;
  return [`# from ${encodeInstant(notBefore)}`, encodeHybridIdentity(hybrid), encodeX25519Identity(classic)];
}

function readVault([head = "", , longLived = "", ...lines]: readonly string[]): Vault {
  const { earlier = [], periods, ...fields } = parseDocument(HEAD, utf8(head.slice(2)));
  return {
    ...fields,
    earlier,
    longLived: parseHybridIdentity(longLived),
    periods: withIdentities(periods, lines),
  };
}

function withIdentities(periods: Head["periods"], lines: readonly string[]): VaultPeriod[] {
  let line = 0;
  return periods.map(({ notBefore, notAfter, destroyed }) => {
    if (destroyed) return { notBefore, notAfter, identities: null };
    const [, hybrid = "", classic = ""] = lines.slice(line, line + 3);
    line += 3;
    const identities = {
      hybrid: parseHybridIdentity(hybrid) as HybridSeed,
      classic: parseX25519Identity(classic),
    };
    return { notBefore, notAfter, identities };
  });
}
