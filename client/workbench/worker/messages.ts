import type { InstanceId } from "../../../crypto/documents/anchor.ts";
import type { Annex } from "../../../crypto/documents/annex.ts";
import type { Period } from "../../../crypto/documents/period.ts";
import type { KnownRoster } from "../../bundle/known-documents.ts";
import type { LeftBehind } from "../../bundle/list.ts";
import type { TipId } from "../../casebook/names.ts";
import type { Person } from "../../casebook/people.ts";
import type { ErrorCode } from "../../opening/error-codes.ts";
import type { OpenedTip } from "../../opening/opened-tip.ts";
import type { ReadDraft, ToldOfCasebook } from "./casebook-messages.ts";

export interface Unlocking {
  readonly vault: Blob;
  readonly passphrase: string;
}

/** A file of a tip. */
export interface FileAsked {
  /** Null if only a casebook has it. */
  readonly source: Source | null;
  readonly sha256: string;
  readonly name: string;
}

/** Where a tip's sealed bytes are. */
export interface Source {
  readonly file: Blob;
  readonly origin: Origin;
}

/** An attachment that goes into a casebook, and the sealed file that it is taken from. */
export interface Wanted extends Source {
  /** 64 hex digits. */
  readonly sha256: string;
  readonly size: number;
  readonly name: string;
}

/** Where in a file that was opened a tip lies: the tar's name of an envelope in a bundle, or the whole file. */
export type Origin = string | null;

/** What is found in a file, told while it is being opened. */
export type Found =
  | { readonly kind: "bundle"; readonly bundle: BundleHead }
  | { readonly kind: "tips"; readonly tips: readonly FoundTip[] }
  | {
      readonly kind: "broken";
      readonly name: string;
      readonly code: ErrorCode;
      /** What the tip in it would be called, as a bundle lists it; null for a loose file. */
      readonly tip: TipId | null;
    }
  | { readonly kind: "progress"; readonly read: number; readonly length: number }
  | { readonly kind: "people"; readonly people: readonly Person[] }
  | ToldOfCasebook
  | { readonly kind: "draft"; readonly draft: ReadDraft }
  /** What a file says that this reviewer sealed for themself. */
  | { readonly kind: "own"; readonly text: string };

/** Who works here, as the vault says; nothing of it is secret. */
export interface Reviewer {
  readonly handle: string;
  readonly instance: InstanceId;
  readonly instanceName: string;
  readonly fingerprint: string;
  readonly demo: boolean;
  /** 64 hex digits: the key that signs this reviewer's acts. */
  readonly key: string;
  readonly periods: readonly (Period & { readonly destroyed: boolean })[];
  readonly primitives: "libsodium" | "noble";
}

/** What is known of a bundle before its first envelope. */
export interface BundleHead {
  readonly made: string;
  readonly count: number;
  readonly courierKnown: boolean;
  readonly left: readonly LeftBehind[];
  readonly rosters: readonly KnownRoster[];
  readonly annexes: readonly Annex[];
  /** How many of its public documents the stewards of this instance did not sign. */
  readonly refusedDocuments: number;
  /** The fingerprint of the anchor that the instance has moved to and this vault has not followed yet; else null. */
  readonly movedTo: string | null;
}

export interface FoundTip {
  readonly opened: OpenedTip;
  readonly origin: Origin;
}
