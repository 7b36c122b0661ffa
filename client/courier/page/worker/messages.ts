import type { CryptoErrorCode } from "../../../../crypto/errors.ts";

export interface ToWorker {
  readonly file: Uint8Array;
  readonly passphrase: string;
}

export type FromWorker =
  /** Part of the work with the passphrase, 0 to 1. */
  | { readonly kind: "progress"; readonly done: number }
  /** As `encodePack` writes it. */
  | { readonly kind: "opened"; readonly pack: Uint8Array }
  | { readonly kind: "refused"; readonly code: CryptoErrorCode };
