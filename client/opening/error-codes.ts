import { CryptoError, type CryptoErrorCode } from "../../crypto/errors.ts";
import { BundleError, type BundleErrorCode } from "../bundle/errors.ts";
import { CasebookError, type CasebookErrorCode } from "../casebook/errors.ts";
import { VaultError } from "../vault/errors.ts";

/** Why something could not be opened, as a person has to know it: each has a sentence in every language. */
export const ERROR_CODES = [
  "wrong-passphrase",
  "vault-malformed",
  "vault-of-steward",
  "passphrase-work",
  "not-a-bundle",
  "bundle-damaged",
  "bundle-foreign",
  "manifest-refused",
  "list-refused",
  "documents-refused",
  "casebook-damaged",
  "casebook-foreign",
  "envelope-missing",
  "envelope-extra",
  "envelope-changed",
  "not-for-us",
  "not-sealed",
  "changed-after-sealing",
  "cut-short",
  "damaged",
  "contents-refused",
  "program-stumbled",
  "file-unreadable",
  "act-refused",
  "casebook-not-saved",
  "export-outdated",
  "export-refused",
  "export-unverified",
  "letters-not-given",
  "letter-refused",
  "letter-elsewhere",
  "letter-too-long",
  "mailbag-not-saved",
  "worker-broken",
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** What went wrong with an envelope or a bundle; undefined for what is a fault of the program itself. */
export function codeOf(error: unknown): ErrorCode | undefined {
  if (error instanceof BundleError) return OF_BUNDLE[error.code];
  if (error instanceof CryptoError) return OF_ENVELOPE[error.code] ?? "damaged";
  if (error instanceof CasebookError) return OF_CASEBOOK[error.code] ?? "casebook-damaged";
  return error instanceof Error && error.name === "UnreadableFile" ? "file-unreadable" : undefined;
}

/**
 * Whether an error is about what was to be opened, even where the program stumbled over it: false for a machine that
 * has no memory left, which no engine says by a class of its own.
 */
export function isAboutContents(error: unknown): error is Error {
  return error instanceof Error && !/allocat|out of memory/i.test(error.message);
}

/** What went wrong with a vault. */
export function vaultCodeOf(error: unknown): ErrorCode | undefined {
  if (error instanceof VaultError) return error.code === "vault-of-steward" ? error.code : "vault-malformed";
  if (!(error instanceof CryptoError)) return codeOf(error);
  if (error.code === "no-match") return "wrong-passphrase";
  return error.code === "passphrase-work" ? error.code : "vault-malformed";
}

const OF_BUNDLE: Readonly<Record<BundleErrorCode, ErrorCode>> = {
  "not-a-bundle": "not-a-bundle",
  "bundle-damaged": "bundle-damaged",
  "manifest-refused": "manifest-refused",
  "list-refused": "list-refused",
  "documents-refused": "documents-refused",
  "envelope-missing": "envelope-missing",
  "envelope-extra": "envelope-extra",
  "envelope-changed": "envelope-changed",
};

const OF_CASEBOOK: Readonly<Partial<Record<CasebookErrorCode, ErrorCode>>> = {
  "act-malformed": "act-refused",
  "act-too-large": "act-refused",
  "casebook-foreign": "casebook-foreign",
  "casebook-not-saved": "casebook-not-saved",
  "export-outdated": "export-outdated",
  "export-refused": "export-refused",
  "export-unverified": "export-unverified",
  "letters-not-given": "letters-not-given",
  "letter-refused": "letter-refused",
  "letter-elsewhere": "letter-elsewhere",
  "letter-too-long": "letter-too-long",
  "mailbag-not-saved": "mailbag-not-saved",
};

const OF_ENVELOPE: Readonly<Partial<Record<CryptoErrorCode, ErrorCode>>> = {
  "not-age": "not-sealed",
  "no-match": "not-for-us",
  "header-mac": "changed-after-sealing",
  "payload-corrupt": "changed-after-sealing",
  truncated: "cut-short",
  "payload-length": "cut-short",
  "tar-malformed": "contents-refused",
  "tar-entry-refused": "contents-refused",
};
