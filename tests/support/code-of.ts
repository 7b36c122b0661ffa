import { CryptoError } from "../../crypto/errors.ts";

type Coded = new (...args: never[]) => Error & { readonly code: string };

/** The code that an error of this kind refused an action with, or "accepted"; any other error is a failure of the test. */
export function codeWith(kind: Coded, action: () => unknown): string {
  try {
    action();
    return "accepted";
  } catch (error) {
    if (error instanceof kind) return error.code;
    throw error;
  }
}

/** The same for what may end later. */
export async function codeWithAsync(kind: Coded, action: () => unknown): Promise<string> {
  const outcome = await Promise.resolve()
    .then(action)
    .then(
      () => () => {},
      (error: unknown) => () => {
        throw error;
      },
    );
  return codeWith(kind, outcome);
}

export const codeOf = (action: () => unknown) => codeWith(CryptoError, action);
export const codeOfAsync = (promise: Promise<unknown>) => codeWithAsync(CryptoError, () => promise);
