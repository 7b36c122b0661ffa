import { payloadLength } from "./age/payload-length.ts";
import { hybridRecipient } from "./age/recipients.ts";
import { seal } from "./age/seal.ts";
import type { VerifiedRoster } from "./documents/verified-roster.ts";
import { paddedLength } from "./padding.ts";
import type { Primitives } from "./primitives/primitives.ts";
import { shuffled } from "./random.ts";
import { packPaddedTar, type TarFile, tarLength } from "./tar.ts";

/** Bytes of `age-encryption.org/v1\n` and of the MAC line. */
const HEADER_FRAME_LENGTH = 22 + 48;

/** Bytes of a hybrid stanza: argument line (18 + 1494 + 1) and a body of 32 bytes in one line (43 + 1). */
const HYBRID_STANZA_LENGTH = 1513 + 44;

/**
 * Seals files to every reviewer of the roster, streamed: a padded tar in an age file with exactly one hybrid
 * stanza for each, in random order (SPEC.md, "Envelope"). `spent` is told of each chunk of the tar that is sealed:
 * chunks of the files' contents among them, as they were given, which are not looked at any more.
 */
export function sealEnvelope(
  files: readonly TarFile[],
  roster: VerifiedRoster,
  primitives: Primitives,
  spent?: (chunk: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  const recipients = shuffled(roster.roster.reviewers).map((reviewer) => hybridRecipient(reviewer.recipient));
  return seal(packPaddedTar(files), recipients, primitives, spent);
}

/** Bytes of the envelope that `sealEnvelope` makes of files of these sizes: the same for a whole bucket. */
export function envelopeLength(sizes: readonly number[], roster: VerifiedRoster): number {
  const header = HEADER_FRAME_LENGTH + roster.roster.reviewers.length * HYBRID_STANZA_LENGTH;
  return header + payloadLength(paddedLength(tarLength(sizes)));
}
