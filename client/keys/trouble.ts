import { TroubleOf } from "../browser/trouble-of.ts";
import type { CeremonyErrorCode } from "../ceremony/errors.ts";
import type { Alarm } from "../ceremony/remarks.ts";
import type { VaultErrorCode } from "../vault/errors.ts";
import type { FileKind } from "./file-kind.ts";

/** What can go wrong here with any role's files and passphrases; each has a sentence in every language. */
export type CommonTrouble =
  | VaultErrorCode
  | "file-unreadable"
  | "file-too-large"
  | "wrong-passphrase"
  | "passphrase-work"
  | "passphrase-short"
  | "no-vault-open"
  | "page-broken";

export type ReviewerTrouble =
  | "not-an-anchor"
  | "not-a-move"
  | "move-elsewhere"
  | "anchors-two"
  | "no-period"
  | "not-a-witness"
  | "witness-foreign"
  | "witness-moved"
  | "handle-refused";

export type CourierTrouble = "not-a-courier-key" | "address-refused";

export type Trouble = CommonTrouble | ReviewerTrouble | CourierTrouble | CeremonyErrorCode;

/** A trouble as it goes from the worker to the page. */
export interface Told {
  readonly trouble: Trouble;
  /** The name of the file that it is about. */
  readonly file?: string;
  /** What that file is instead, if anything of ours. */
  readonly found?: FileKind;
  /** What in particular, as names, days and codes; shown behind the sentence. */
  readonly detail?: string;
  /** What is wrong with a draft, a sentence of its own. */
  readonly alarm?: Alarm;
}

export class TroubleError extends TroubleOf<Trouble> {
  readonly told: Told;

  constructor(trouble: Trouble, about: Omit<Told, "trouble"> = {}) {
    super(trouble);
    this.told = { trouble, ...about };
  }
}
