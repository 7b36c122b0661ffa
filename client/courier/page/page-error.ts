import type { CryptoErrorCode } from "../../../crypto/errors.ts";
import { PageErrorOf } from "../../browser/page-error.ts";
import { UnreadableFile } from "../../browser/read-blob.ts";
import { BundleError } from "../../bundle/errors.ts";
import { ServerError, type ServerErrorCode } from "../../http/errors.ts";
import { ForeignBundle } from "../read-back.ts";

/** What went wrong, as far as it makes a difference to what a person does next. */
export type ErrorCode =
  | ServerErrorCode
  | "wrong-passphrase"
  | "not-a-pack"
  | "file-unreadable"
  | "not-a-bundle"
  | "bundle-damaged"
  | "bundle-foreign"
  | "page-broken";

export class PageError extends PageErrorOf<ErrorCode> {}

/** What a pack is refused for. */
export function codeOfPack(code: CryptoErrorCode): ErrorCode {
  return code === "no-match" ? "wrong-passphrase" : "not-a-pack";
}

export function codeIn(error: unknown): ErrorCode {
  if (error instanceof PageError) return error.code;
  if (error instanceof ServerError) return error.code;
  if (error instanceof ForeignBundle) return "bundle-foreign";
  if (error instanceof BundleError) return error.code === "not-a-bundle" ? "not-a-bundle" : "bundle-damaged";
  if (error instanceof UnreadableFile) return "file-unreadable";
  console.error(error);
  return "page-broken";
}
