import { equalBytes } from "../../../../crypto/bytes.ts";
import { digestOfWhole, type EnvelopeDigest } from "../../../../crypto/digest.ts";
import type { Day } from "../../../../protocol/day.ts";
import { BundleError } from "../../../bundle/errors.ts";
import { type TipId, tipIdOf } from "../../../casebook/names.ts";
import type { ErrorCode } from "../../../opening/error-codes.ts";
import { type Keys, openSmallTip } from "../../../opening/open-tip.ts";
import type { OpenedTip } from "../../../opening/opened-tip.ts";
import { codeOfOne } from "../finds.ts";

/** An envelope of a bundle that is there as a whole: at most `MOST_SMALL` bytes. */
export interface SmallEnvelope extends NamedEnvelope {
  readonly day: Day;
  readonly bytes: Uint8Array;
}

export interface NamedEnvelope {
  /** As the bundle's tar has it. */
  readonly name: string;
  /** As the courier signed it. */
  readonly digest: EnvelopeDigest;
}

/** What became of an envelope; `failure` ends the whole file. */
export type Outcome =
  | { readonly name: string; readonly opened: OpenedTip }
  | { readonly name: string; readonly code: ErrorCode; readonly tip: TipId | null }
  | { readonly failure: unknown };

/** Whoever opens the small envelopes of a bundle: this thread, or workers beside it. */
export interface Openers {
  /** So many may be begun whose outcome has not been told. */
  readonly most: number;
  /** Never rejects. */
  open(envelope: SmallEnvelope): Promise<Outcome>;
  /** Nothing is opened any more, and no key is held elsewhere. */
  end(): void;
}

/** Opened while it is being hashed; nothing of it is told before the hash is the one that the courier signed. */
export function openSmall(envelope: SmallEnvelope, keys: Keys): Promise<Outcome> {
  const { bytes, digest, day } = envelope;
  return outcomeOf(envelope, async () => {
    const work = [digestOfWhole(bytes), openSmallTip(bytes, digest, day, keys)] as const;
    const [hashed, opened] = await Promise.allSettled(work);
    if (hashed.status === "rejected") throw hashed.reason;
    if (!equalBytes(hashed.value, digest)) throw new BundleError("envelope-changed", "digest");
    if (opened.status === "rejected") throw opened.reason;
    return opened.value;
  });
}

/** Never rejects. */
export async function outcomeOf(
  { name, digest }: NamedEnvelope,
  open: () => Promise<OpenedTip>,
): Promise<Outcome> {
  try {
    return { name, opened: await open() };
  } catch (error) {
    const code = codeOfOne(error);
    return code ? { name, code, tip: tipIdOf(digest) } : { failure: error };
  }
}
