import {
  encodeHybridIdentity,
  encodeX25519Identity,
  type HybridSeed,
  parseHybridIdentity,
  parseX25519Identity,
} from "../../crypto/age/identities.ts";
import { equalBytes, parseUtf8, utf8 } from "../../crypto/bytes.ts";
import { encodeAnchor, parseAnchor } from "../../crypto/documents/anchor.ts";
import { MOST_MOVES } from "../../crypto/documents/anchor-line.ts";
import { fieldsOf, parseLabel, parseList } from "../../crypto/documents/canonical.ts";
import { encodeSignedDocument, parseSignedDocument } from "../../crypto/documents/dsse.ts";
import { encodeInstant } from "../../crypto/documents/instant.ts";
import { type Period, periodFromJson, periodToJson } from "../../crypto/documents/period.ts";
import { MOST_PERIODS, parseLanguages } from "../../crypto/documents/reviewer-card.ts";
import type { SigningSeed } from "../../crypto/ed25519.ts";
import { encodeBase64, encodeHex, parseBase64, parseHex } from "../../crypto/encoding.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { VaultError } from "./errors.ts";
import type { EarlierAnchor, Vault, VaultPeriod } from "./vault.ts";

const TYPE = "nightjar-vault/v1";
const CODE = "document-malformed";

/** Bytes: far more than the largest vault has. */
const MOST_BYTES = 256 * 1024;

/**
 * A vault's plaintext: an age identity file, so that stock age opens a tip with the vault itself, whose first
 * comment holds in JSON what isn't an age identity (SPEC.md, "Vaults").
 */
export function encodeVault(vault: Vault): Uint8Array {
  const kept = vault.periods.flatMap((period) => identityLines(period));
  const lines = [
    `# ${headOf(vault)}`,
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
    const text = parseUtf8(bytes.subarray(0, MOST_BYTES), CODE).replace(
      `\n${BEFORE}\n`,
      `\n${LONG_LIVED.reviewer}\n`,
    );
    const vault = readVault(text.split("\n"));
    if (equalBytes(encodeVault(vault), utf8(text)) && bytes.length <= MOST_BYTES) return vault;
  } catch (error) {
    if (!(error instanceof CryptoError || error instanceof SyntaxError)) throw error;
  }
  throw new VaultError("vault-malformed");
}

const LONG_LIVED = {
  reviewer: "# for casebooks and annexes; opens no tip",
  steward: "# for the annexes of rosters; opens no tip",
} as const;

const BEFORE = "# for casebooks; opens no tip";

function headOf(vault: Vault): string {
  return JSON.stringify({
    type: TYPE,
    kind: vault.kind,
    handle: vault.handle,
    languages: vault.languages,
    anchor: vault.anchor && encodeBase64(encodeAnchor(vault.anchor)),
    ...(vault.earlier.length > 0 && { earlier: vault.earlier.map(earlierToJson) }),
    signing: encodeHex(vault.signing),
    periods: vault.periods.map((period) => ({
      ...periodToJson(period),
      destroyed: period.identities === null,
    })),
  });
}

function earlierToJson({ anchor, move }: EarlierAnchor) {
  return { anchor: encodeBase64(encodeAnchor(anchor)), move: encodeBase64(encodeSignedDocument(move)) };
}

function earlierFromJson(value: unknown): EarlierAnchor {
  const fields = fieldsOf(value);
  return {
    anchor: parseAnchor(parseBase64(fields.anchor, CODE)),
    move: parseSignedDocument(parseBase64(fields.move, CODE)),
  };
}

function identityLines({ notBefore, identities }: VaultPeriod): string[] {
  if (!identities) return [];
  const { hybrid, classic } = identities;
  return [`# from ${encodeInstant(notBefore)}`, encodeHybridIdentity(hybrid), encodeX25519Identity(classic)];
}

function readVault([head = "", , longLived = "", ...lines]: readonly string[]): Vault {
  const fields = fieldsOf(JSON.parse(head.slice(2)), TYPE);
  if (fields.kind !== "reviewer" && fields.kind !== "steward") throw new CryptoError(CODE, "kind");
  const periods = parseList(fields.periods, 0, MOST_PERIODS, "periods").map(fieldsOfPeriod);
  checkOrder(periods);
  return {
    kind: fields.kind,
    handle: parseLabel(fields.handle, "handle"),
    languages: parseLanguages(fields.languages),
    anchor: fields.anchor === null ? null : parseAnchor(parseBase64(fields.anchor, CODE)),
    earlier:
      fields.earlier === undefined
        ? []
        : parseList(fields.earlier, 1, MOST_MOVES, "earlier").map(earlierFromJson),
    signing: parseHex(fields.signing, 32, CODE) as SigningSeed,
    longLived: parseHybridIdentity(longLived),
    periods: withIdentities(periods, lines),
  };
}

interface PeriodFields extends Period {
  readonly destroyed: boolean;
}

function fieldsOfPeriod(value: unknown): PeriodFields {
  const fields = fieldsOf(value);
  return { ...periodFromJson(fields), destroyed: fields.destroyed === true };
}

function checkOrder(periods: readonly Period[]): void {
  const ordered = periods.every((period, i) => period.notBefore >= (periods[i - 1]?.notAfter ?? 0));
  if (!ordered) throw new CryptoError(CODE, "periods out of order");
}

function withIdentities(periods: readonly PeriodFields[], lines: readonly string[]): VaultPeriod[] {
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
