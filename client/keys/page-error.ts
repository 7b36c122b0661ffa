import { PageErrorOf } from "../browser/page-error.ts";
import type { CeremonyErrorCode } from "../ceremony/errors.ts";
import type { Alarm } from "../ceremony/remarks.ts";
import type { VaultErrorCode } from "../vault/errors.ts";
import type { FileKind } from "./file-kind.ts";

/** What can go wrong here with any role's files and passphrases; each has a sentence in every language. */
export type CommonErrorCode =
  | VaultErrorCode
  | "file-unreadable"
  | "file-too-large"
  | "wrong-passphrase"
  | "passphrase-work"
  | "passphrase-short"
  | "no-vault-open"
  | "page-broken";

export type ReviewerErrorCode =
  | "not-an-anchor"
  | "not-a-move"
  | "move-elsewhere"
  | "anchors-two"
  | "no-period"
  | "not-a-witness"
  | "witness-foreign"
  | "witness-moved"
  | "handle-refused";

export type CourierErrorCode = "not-a-courier-key" | "address-refused";

export type ErrorCode = CommonErrorCode | ReviewerErrorCode | CourierErrorCode | CeremonyErrorCode;

/** An error as it goes from the worker to the page. */
export interface Told {
  readonly code: ErrorCode;
  /** The name of the file that it is about. */
  readonly file?: string;
  /** What that file is instead, if anything of ours. */
  readonly found?: FileKind;
  /** What in particular, as names, days and codes; shown behind the sentence. */
  readonly detail?: string;
  /** What is wrong with a draft, a sentence of its own. */
  readonly alarm?: Alarm;
}

export class PageError extends PageErrorOf<ErrorCode> {
  readonly told: Told;

  constructor(code: ErrorCode, about: Omit<Told, "code"> = {}) {
    super(code);
    this.told = { code, ...about };
  }
}
