import { join } from "node:path";
import type { Anchor } from "../../../crypto/documents/anchor.ts";
import { type SignedDocument, verifyDocument } from "../../../crypto/documents/dsse.ts";
import { addSeconds, type Instant, SECONDS_PER_DAY } from "../../../crypto/documents/instant.ts";
import {
  parseRoster,
  ROSTER_PAYLOAD_TYPE,
  type Roster,
  rosterDigest,
} from "../../../crypto/documents/roster.ts";
import { encodeRosterFile, type RosterFile } from "../../../crypto/documents/roster-file.ts";
import { VerifiedRoster } from "../../../crypto/documents/verified-roster.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import { replaceFile } from "../files.ts";
import { type DemoFolder, rosterFile } from "./folder.ts";
import { type DemoSecrets, signCurrency, signRoster } from "./instance.ts";
import { RESTORE, refused } from "./own-file.ts";

/** A roster is replaced when it has less than this left to run. */
const SOON = 7 * SECONDS_PER_DAY;

/**
 * Puts a fresh currency statement on disk, and a new roster if the present one is over, nearly over, or not yet
 * begun; what lies there afterwards verifies now. @throws CliError data-refused
 */
export async function renewDocuments(
  data: string,
  { anchor, file, secrets }: DemoFolder,
  now: Instant,
  primitives: Primitives,
): Promise<VerifiedRoster> {
  if (!stewardsMatch(anchor, secrets, primitives))
    throw refused(data, `lacks a steward's own key: ${RESTORE}`);
  const renewed = orRefused(data, () => renew(anchor, file.roster, secrets, now, primitives));
  const verified = orRefused(data, () => VerifiedRoster.verify(anchor, renewed, now, primitives));
  if (!reviewersMatch(verified.roster, secrets, primitives)) {
    throw refused(data, `lacks the keys of a reviewer in its roster: ${RESTORE}`);
  }
  await replaceFile(join(data, rosterFile(verified.roster.sequence)), encodeRosterFile(renewed), 0o644);
  return verified;
}

function renew(
  anchor: Anchor,
  present: SignedDocument,
  secrets: DemoSecrets,
  now: Instant,
  primitives: Primitives,
): RosterFile {
  const payload = verifyDocument(present, ROSTER_PAYLOAD_TYPE, anchor.stewards, anchor.threshold, primitives);
  const { sequence, notBefore, notAfter } = parseRoster(payload);
  const holds = notBefore <= now && addSeconds(now, SOON) < notAfter;
  const before = { sequence, digest: rosterDigest(payload) };
  const roster = holds ? present : signRoster(anchor, secrets, before, now, primitives);
  const current = { sequence: holds ? sequence : sequence + 1, payload: roster.payload };
  return { roster, currency: signCurrency(anchor, secrets, current, now, primitives) };
}

/** Whether the stewards' keys on disk are those of the anchor. */
function stewardsMatch(anchor: Anchor, secrets: DemoSecrets, primitives: Primitives): boolean {
  const own = new Set(secrets.stewards.map((seed) => encodeHex(primitives.ed25519PublicKey(seed))));
  return anchor.stewards.length === own.size && anchor.stewards.every((key) => own.has(encodeHex(key)));
}

/** Whether the reviewers' keys on disk are those that the page seals to. */
function reviewersMatch(roster: Roster, secrets: DemoSecrets, primitives: Primitives): boolean {
  const own = secrets.reviewers.map((reviewer) => encodeHex(primitives.xwingPublicKey(reviewer.hybrid)));
  const listed = roster.reviewers.map((reviewer) => encodeHex(reviewer.recipient));
  return own.join() === listed.join();
}

function orRefused<T>(data: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    throw refused(data, `does not hold together (${error.code}): move it away and start anew`);
  }
}
