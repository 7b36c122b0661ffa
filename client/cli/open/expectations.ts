import { join } from "node:path";
import { equalBytes } from "../../../crypto/bytes.ts";
import { type Anchor, parseAnchor } from "../../../crypto/documents/anchor.ts";
import { verifyDocument } from "../../../crypto/documents/dsse.ts";
import {
  parseRoster,
  ROSTER_PAYLOAD_TYPE,
  type Roster,
  type RosterDigest,
  rosterDigest,
} from "../../../crypto/documents/roster.ts";
import { parseRosterFile } from "../../../crypto/documents/roster-file.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import { nobleSignatures } from "../../../crypto/primitives/noble-signatures.ts";
import { readDocument } from "../documents.ts";
import { exists } from "../files.ts";
import { newestRosterIn } from "../published-rosters.ts";

/** What the reviewer expects of an envelope, as far as the documents given say. */
export interface Expectations {
  readonly instance: Anchor["instance"] | undefined;
  readonly roster: (Roster & { readonly digest: RosterDigest }) | undefined;
}

/**
 * From an anchor and a roster file, if given. The roster's signatures are verified if there is an anchor; its
 * period is not: tips are opened long after they were sealed.
 * @throws CliError file-…, document-refused
 */
export async function readExpectations(
  anchorPath: string | undefined,
  rosterPath: string | undefined,
): Promise<Expectations> {
  const anchor = anchorPath === undefined ? undefined : await readDocument(anchorPath, parseAnchor);
  const roster =
    rosterPath === undefined
      ? undefined
      : await readDocument(rosterPath, (bytes) => rosterFor(anchor, bytes));
  return { instance: anchor?.instance ?? roster?.instance, roster };
}

/** The public documents in a server's data folder, where they are there. */
export async function documentsOf(data: string): Promise<{ anchor?: string; roster?: string }> {
  const anchor = join(data, "public", "anchor.json");
  const newest = await newestRosterIn(join(data, "public"));
  return {
    ...((await exists(anchor)) && { anchor }),
    ...(newest !== undefined && { roster: join(data, "public", "rosters", newest) }),
  };
}

function rosterFor(anchor: Anchor | undefined, bytes: Uint8Array) {
  const document = parseRosterFile(bytes).roster;
  const payload = anchor
    ? verifyDocument(document, ROSTER_PAYLOAD_TYPE, anchor.stewards, anchor.threshold, nobleSignatures)
    : document.payload;
  const roster = parseRoster(payload);
  if (anchor && !equalBytes(roster.instance, anchor.instance))
    throw new CryptoError("document-foreign", "roster");
  return { ...roster, digest: rosterDigest(payload) };
}
