import { CryptoError } from "../../crypto/errors.ts";
import { BundleError } from "../bundle/errors.ts";
import { CasebookError } from "../casebook/errors.ts";
import { CeremonyError } from "../ceremony/errors.ts";
import { ServerError } from "../http/errors.ts";
import { ReportError } from "../report/errors.ts";
import { VaultError } from "../vault/errors.ts";
import { CliError } from "./errors.ts";
import { isSystemError, systemSentence } from "./files.ts";

/** The errors of each layer: their messages are whole sentences. */
const OURS = [
  CliError,
  ServerError,
  CryptoError,
  CeremonyError,
  ReportError,
  VaultError,
  BundleError,
  CasebookError,
];

/** What went wrong, as a sentence for the person at the terminal. */
export function sentenceOf(error: unknown): string {
  if (OURS.some((layer) => error instanceof layer)) return (error as Error).message;
  if (isSystemError(error)) return systemSentence(error);
  if (isMissingPackage(error))
    return "A package that this needs isn't installed: run npm ci in the program's folder (for the demo without --omit=dev).";
  const message = error instanceof Error ? error.message : String(error);
  return `Something went wrong that should not have (${message}): please report it as SECURITY.md says.`;
}

function isMissingPackage(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND";
}
