import { CryptoError } from "../../crypto/errors.ts";
import { BundleError } from "../bundle/errors.ts";
import { ReportError } from "../report/errors.ts";
import { CasebookError, type CasebookErrorCode } from "./errors.ts";

/** What the floors below refuse, in this layer's words. */
export function orRefused<T>(code: CasebookErrorCode, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw inCasebook(error, code);
  }
}

/** The error as one of this layer's, if it is one of the floors below. */
export function inCasebook(error: unknown, code: CasebookErrorCode): unknown {
  if (error instanceof CryptoError || error instanceof ReportError || error instanceof BundleError) {
    return new CasebookError(code, error.message);
  }
  return error;
}
