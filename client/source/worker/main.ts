import { utf8, wipe } from "../../../crypto/bytes.ts";
import { type Anchor, parseAnchor } from "../../../crypto/documents/anchor.ts";
import { addSeconds, dayOf, type Instant, instantOf } from "../../../crypto/documents/instant.ts";
import { lettersOf } from "../../../crypto/documents/roster.ts";
import { parseServedRoster, type ServedRoster } from "../../../crypto/documents/roster-file.ts";
import { verifySignedRoster } from "../../../crypto/documents/signed-roster.ts";
import { CLOCK_TOLERANCE, VerifiedRoster } from "../../../crypto/documents/verified-roster.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import { noble } from "../../../crypto/primitives/noble.ts";
import { parsePool } from "../../../protocol/letters.ts";
import { UnreadableFile } from "../../browser/read-blob.ts";
import type { Codename } from "../../letters/codename.ts";
import { type FoundLetters, findLetters } from "../../letters/find-letters.ts";
import { deriveReplyKeys, type ReplyKeys } from "../../letters/reply-keys.ts";
import { ReportError } from "../../report/errors.ts";
import { type CallsOf, serve, type Tell } from "../../workers/calls.ts";
import { ANCHOR_TEXT } from "./baked.ts";
import {
  type Failure,
  PARTS_IN_FLIGHT,
  type SealingDraft,
  type SealingErrorCode,
  type SealingTold,
  type Verified,
} from "./messages.ts";
import { PartBuffers } from "./part-buffers.ts";
import { sealDraft } from "./sealing.ts";

const buffers = new PartBuffers(PARTS_IN_FLIGHT);
let roster: VerifiedRoster | undefined;

const works = {
  verify,
  seal,
  look,
  /** One more part may be sent: the page is done with an earlier one, and gives its buffer back for another. */
  acknowledge: (bytes: Uint8Array<ArrayBuffer>) => buffers.giveBack(bytes),
};

export type SealerCalls = CallsOf<typeof works>;

export function startSealer(): void {
  // Parts come back while others are sealed.
  serve(works, failureOf, { inOrder: false });
}

/** Verifies a roster file (the bytes of `/v1/roster`) against the anchor that was baked in. */
function verify(bytes: Uint8Array<ArrayBuffer>): Verified {
  roster = undefined;
  const anchor = parseAnchor(utf8(ANCHOR_TEXT));
  roster = verifyServed(anchor, parseServedRoster(bytes), instantOf(Date.now()));
  const { reviewers } = roster.roster;
  return { reviewers: reviewers.length, givesLetters: lettersOf(roster.roster) > 0 };
}

/** A roster alone is signed, and says when it begins; but nobody has called it current. @throws NotYet, CryptoError */
function verifyServed(anchor: Anchor, served: ServedRoster, now: Instant): VerifiedRoster {
  const { notBefore } = verifySignedRoster(anchor, served.roster, noble).roster;
  if (notBefore > (served.currency ? addSeconds(now, CLOCK_TOLERANCE) : now)) throw new NotYet(notBefore);
  return VerifiedRoster.verify(anchor, served, now, noble);
}

/** A page may stay open for days: whether the roster still holds is asked again before anything is sealed. @returns the digest, 64 hex digits */
async function seal(draft: SealingDraft, tell: Tell<SealingTold>): Promise<string> {
  try {
    const held = verified();
    held.checkAt(instantOf(Date.now()));
    return await sealDraft(draft, held, noble, buffers, tell);
  } finally {
    if (draft.codename) wipe(draft.codename);
  }
}

interface Looking {
  readonly codename: Codename;
  readonly pool: Uint8Array<ArrayBuffer>;
}

/** Everybody's letters are looked through for a codename's. It is overwritten, and what was derived from it. */
async function look({ codename, pool }: Looking): Promise<FoundLetters> {
  const [keys, held] = keysOf(codename);
  try {
    return await findLetters(parsePool(pool), keys, held, noble);
  } finally {
    keys.wipe();
  }
}

function keysOf(codename: Codename): [ReplyKeys, VerifiedRoster] {
  try {
    const held = verified();
    return [deriveReplyKeys(codename, held.anchor.instance, noble), held];
  } finally {
    wipe(codename);
  }
}

/** @throws CryptoError for whoever asks before `verify` */
function verified(): VerifiedRoster {
  if (!roster) throw new CryptoError("document-malformed", "no roster yet");
  return roster;
}

/** The stewards signed it, and it begins later. */
class NotYet extends CryptoError {
  readonly opens: string;

  constructor(notBefore: Instant) {
    super("roster-not-yet");
    this.opens = dayOf(notBefore);
  }
}

function failureOf(error: unknown): Failure {
  const failure = { code: codeOf(error) };
  if (error instanceof UnreadableFile) return { ...failure, file: error.file };
  return error instanceof NotYet ? { ...failure, opens: error.opens } : failure;
}

function codeOf(error: unknown): SealingErrorCode {
  if (error instanceof CryptoError || error instanceof ReportError) return error.code;
  return error instanceof UnreadableFile ? "file-unreadable" : "worker-broken";
}
