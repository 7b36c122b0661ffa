import type { InstanceId } from "../../../crypto/documents/anchor.ts";
import type { Annex } from "../../../crypto/documents/annex.ts";
import type { Period } from "../../../crypto/documents/period.ts";
import type { KnownRoster } from "../../bundle/known-documents.ts";
import type { LeftBehind } from "../../bundle/list.ts";
import type { TipId } from "../../casebook/names.ts";
import type { Person } from "../../casebook/people.ts";
import type { What } from "../../casebook/what.ts";
import type { Encoding } from "../../opening/encodings.ts";
import type { FoundFile, OpenedTip } from "../../opening/opened-tip.ts";
import type { Trouble } from "../../opening/trouble.ts";
import type { Description } from "../../pictures/clean.ts";
import type { ToldOfCasebook } from "./casebook-messages.ts";
import type { AskedToLeave, ToldOfLeaving } from "./leaving-messages.ts";
import type { AskedOfLetters, ToldOfLetters } from "./letter-messages.ts";

/** What the page asks of its worker; the worker answers one after the other. */
export type ToWorker =
  | {
      readonly kind: "unlock";
      readonly job: number;
      readonly vault: Blob;
      readonly passphrase: string;
      /** The worker's own text, for the workers that it starts itself. */
      readonly program: string;
    }
  | { readonly kind: "open"; readonly job: number; readonly file: Blob; readonly name: string }
  | {
      readonly kind: "extract";
      readonly job: number;
      /** Null if only a casebook has it. */
      readonly source: Source | null;
      readonly sha256: string;
      readonly name: string;
    }
  /** Several files of one tip, as a ZIP. */
  | {
      readonly kind: "archive";
      readonly job: number;
      readonly source: Source | null;
      /** After which they are called. */
      readonly designation: string;
      readonly files: readonly FoundFile[];
    }
  /** Opens a tip that was sealed by hand once more, its texts to be read so. */
  | { readonly kind: "read-as"; readonly job: number; readonly source: Source; readonly encoding: Encoding }
  /** The same, to be read so that it says these words, if it can be. */
  | { readonly kind: "read-words"; readonly job: number; readonly source: Source; readonly words: string }
  /** What belongs together, all of it or nothing. */
  | { readonly kind: "act"; readonly job: number; readonly whats: readonly What[] }
  /** Takes back what was done last, if nothing of it is in a file yet. */
  | { readonly kind: "undo"; readonly job: number }
  | AskedToLeave
  | AskedOfLetters
  | { readonly kind: "seal"; readonly job: number; readonly wanted: readonly Wanted[] }
  /** The casebook that was sealed last is on a disk: the file chosen again, or null if the person has looked. */
  | { readonly kind: "confirm"; readonly job: number; readonly file: Blob | null }
  /** What a picture says about itself. */
  | {
      readonly kind: "describe";
      readonly job: number;
      readonly source: Source | null;
      readonly sha256: string;
      readonly name: string;
    }
  /** A text for this reviewer alone. */
  | { readonly kind: "seal-own"; readonly job: number; readonly text: string };

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

/** What the worker says; everything belongs to a job, and each job ends with `done` or `failed`. */
export type FromWorker =
  | { readonly kind: "unlocked"; readonly job: number; readonly reviewer: Reviewer }
  | { readonly kind: "bundle"; readonly job: number; readonly bundle: BundleHead }
  | { readonly kind: "tips"; readonly job: number; readonly tips: readonly FoundTip[] }
  | {
      readonly kind: "broken";
      readonly job: number;
      readonly name: string;
      readonly trouble: Trouble;
      /** What the tip in it would be called, as a bundle lists it; null for a loose file. */
      readonly tip: TipId | null;
    }
  | { readonly kind: "progress"; readonly job: number; readonly read: number; readonly length: number }
  | { readonly kind: "extracted"; readonly job: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | ToldOfCasebook
  | { readonly kind: "people"; readonly job: number; readonly people: readonly Person[] }
  | {
      readonly kind: "sealed";
      readonly job: number;
      readonly bytes: Uint8Array<ArrayBuffer>;
      /** By name; nobody if it is for this reviewer alone. */
      readonly readers: readonly string[];
    }
  | ToldOfLeaving
  | ToldOfLetters
  | { readonly kind: "described"; readonly job: number; readonly description: Description }
  /** What a file says that this reviewer sealed for themself. */
  | { readonly kind: "own"; readonly job: number; readonly text: string }
  | { readonly kind: "done"; readonly job: number }
  | { readonly kind: "failed"; readonly job: number; readonly trouble: Trouble };

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
