import { CryptoError } from "../../crypto/errors.ts";

/** The code an action was refused with, or "accepted"; any other error is a failure of the test. */
export function codeOf(action: () => unknown): string {
  try {
    action();
    return "accepted";
  } catch (error) {
    if (error instanceof CryptoError) return error.code;
    throw error;
  }
}

/** The same for a promise. */
export async function codeOfAsync(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return "accepted";
  } catch (error) {
    if (error instanceof CryptoError) return error.code;
    throw error;
  }
}
