import { utf8 } from "../../../crypto/bytes.ts";
import { parseAnchor } from "../../../crypto/documents/anchor.ts";
import { instantOf } from "../../../crypto/documents/instant.ts";
import { parseRosterFile, type RosterFile } from "../../../crypto/documents/roster-file.ts";
import { VerifiedRoster } from "../../../crypto/documents/verified-roster.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import { ReportError } from "../../report/errors.ts";
import { ANCHOR_TEXT } from "./baked.ts";
import { choosePrimitives } from "./choose-primitives.ts";
import { PARTS_IN_FLIGHT, type SealingDraft, type SealingErrorCode, type ToWorker } from "./messages.ts";
import { PartBuffers } from "./part-buffers.ts";
import { UnreadableFile } from "./read-blob.ts";
import { type Post, sealDraft } from "./sealing.ts";

const post: Post = (message, transfer = []) => self.postMessage(message, { transfer });
const primitives = choosePrimitives();
const buffers = new PartBuffers(PARTS_IN_FLIGHT);
let rosterFile: RosterFile | undefined;

self.addEventListener("message", (event: MessageEvent<ToWorker>) => {
  answer(event.data).catch((error: unknown) => post({ kind: "failed", code: codeOf(error) }));
});

async function answer(message: ToWorker): Promise<void> {
  switch (message.kind) {
    case "verify":
      return verify(message.rosterFile);
    case "seal":
      return seal(message.draft);
    case "acknowledge":
      return buffers.giveBack(message.bytes);
  }
}

async function verify(bytes: Uint8Array): Promise<void> {
  rosterFile = undefined;
  const provider = await primitives;
  const file = parseRosterFile(bytes);
  const { roster } = verifyNow(file, provider);
  rosterFile = file;
  post({ kind: "verified", provider: provider.name, reviewers: roster.reviewers.length });
}

/** A page may stay open for days: what held when it was opened is asked again before anything is sealed. */
async function seal(draft: SealingDraft): Promise<void> {
  if (!rosterFile) throw new CryptoError("document-malformed", "no roster yet");
  const provider = await primitives;
  await sealDraft(draft, verifyNow(rosterFile, provider), provider, buffers, post);
}

function verifyNow(file: RosterFile, provider: Primitives): VerifiedRoster {
  return VerifiedRoster.verify(parseAnchor(utf8(ANCHOR_TEXT)), file, instantOf(Date.now()), provider);
}

function codeOf(error: unknown): SealingErrorCode {
  if (error instanceof CryptoError || error instanceof ReportError) return error.code;
  return error instanceof UnreadableFile ? "file-unreadable" : "worker-broken";
}
