import type { Day } from "../../protocol/day.ts";
import type { TipId } from "../casebook/names.ts";
import type { MediaType } from "../report/media-types.ts";
import type { Tip } from "../report/tip.ts";
import type { Encoding } from "./encodings.ts";
import type { ReplyProof } from "./judge-reply.ts";

/** An envelope that opened to its last, authentic byte. */
export interface OpenedTip {
  readonly id: TipId;
  /** The UTC day on which it came, as the server says; null if it did not come in a bundle. */
  readonly day: Day | null;
  readonly stanzas: StanzaCount;
  readonly contents: TipContents;
}

/** How many people the envelope was sealed to, as far as its header tells. */
export interface StanzaCount {
  /** Stanzas of the hybrid kind, one for each reviewer. */
  readonly hybrid: number;
  readonly all: number;
}

export type TipContents =
  | {
      readonly kind: "report";
      readonly tip: Tip;
      readonly files: readonly FoundFile[];
      /** Of the tip's reply; undefined if it has none, or if only a casebook has the tip. */
      readonly proof?: ReplyProof | undefined;
    }
  /** A tar that begins with a tip.json in which this version finds no report. */
  | { readonly kind: "unreadable"; readonly files: readonly FoundFile[] }
  | ByHand;

/** Sealed by hand: a tar of files, or one file, whatever it is. */
export interface ByHand {
  readonly kind: "by-hand";
  /** What its plain texts say, line ends as they are; null if there are none that are short enough. */
  readonly text: string | null;
  /** How those were read; nothing if a casebook has them. */
  readonly readAs: readonly Encoding[];
  /** Whether there is more text, which is too long to be shown and kept as such. */
  readonly tooLong: boolean;
  readonly files: readonly FoundFile[];
  /** Links, devices and the like in the tar. */
  readonly leftOut: number;
}

/** A file in an envelope, which has been hashed and looked at, and not been kept. */
export interface FoundFile {
  /** What the envelope calls it: `attachments/01-photo.jpg`, or anything. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** By its first bytes. */
  readonly type: MediaType;
  /** SHA-256, 64 lower-case hex digits: where the chain of custody starts. */
  readonly sha256: string;
}

/** What a whole file of somebody who sealed by hand is called: it has no name of its own. */
export const WHOLE_FILE_NAME = "sealed-by-hand";

export function filesOf(contents: TipContents): readonly FoundFile[] {
  return contents.files;
}
