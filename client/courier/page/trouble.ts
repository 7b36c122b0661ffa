import type { CryptoErrorCode } from "../../../crypto/errors.ts";
import { UnreadableFile } from "../../browser/read-blob.ts";
import { TroubleOf } from "../../browser/trouble-of.ts";
import { BundleError } from "../../bundle/errors.ts";
import { ServerError, type ServerErrorCode } from "../../http/errors.ts";
import { ForeignBundle } from "../read-back.ts";

/** What went wrong, as far as it makes a difference to what a person does next. */
export type Trouble =
  | ServerErrorCode
  | "wrong-passphrase"
  | "not-a-pack"
  | "file-unreadable"
  | "not-a-bundle"
  | "bundle-damaged"
  | "bundle-foreign"
  | "page-broken";

export class TroubleError extends TroubleOf<Trouble> {}

/** What a pack is refused for. */
export function troubleOfPack(code: CryptoErrorCode): Trouble {
  return code === "no-match" ? "wrong-passphrase" : "not-a-pack";
}

export function troubleIn(error: unknown): Trouble {
  if (error instanceof TroubleError) return error.trouble;
  if (error instanceof ServerError) return error.code;
  if (error instanceof ForeignBundle) return "bundle-foreign";
  if (error instanceof BundleError) return error.code === "not-a-bundle" ? "not-a-bundle" : "bundle-damaged";
  if (error instanceof UnreadableFile) return "file-unreadable";
  console.error(error);
  return "page-broken";
}
