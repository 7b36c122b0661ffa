import { CryptoError } from "../../crypto/errors.ts";
import { BundleError, type BundleErrorCode } from "./errors.ts";

/** What the ground floor refuses, in this layer's words. */
export function orRefused<T>(code: BundleErrorCode, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof CryptoError) throw new BundleError(code, error.message);
    throw error;
  }
}
