import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { anchorLine, LINE_NAME } from "../../../crypto/documents/anchor-line.ts";
import { parseRoster, rosterDigest } from "../../../crypto/documents/roster.ts";
import { parseRosterFile } from "../../../crypto/documents/roster-file.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import { nodeSignatures } from "../../../crypto/node/signatures.ts";
import type { FollowedLine } from "../../bundle/document-store.ts";
import { type KnownRoster, verifyKnownRoster } from "../../bundle/known-documents.ts";
import type { Expected } from "../../opening/marks.ts";
import { readDocument, readLine } from "../documents.ts";
import { exists, undefinedIf } from "../files.ts";

/** An anchor and the moves that lead on from it, if there is one. @throws CliError file-…, document-refused */
export async function readOwnLine(path: string | undefined): Promise<FollowedLine | undefined> {
  if (path === undefined) return undefined;
  const { first, moves } = await readLine(path);
  return { line: anchorLine(first, moves, nodeSignatures), moves };
}

/**
 * From an anchor and roster files, if given. The rosters' signatures are verified if there is an anchor; their
 * periods are not: tips are opened long after they were sealed.
 * @throws CliError file-…, document-refused
 */
export async function readRosters(
  own: FollowedLine | undefined,
  paths: readonly string[],
): Promise<KnownRoster[]> {
  const rosters: KnownRoster[] = [];
  for (const path of paths) rosters.push(await readDocument(path, (bytes) => rosterFor(own, bytes)));
  return rosters;
}

/** What the documents given say: each roster once, in order. Two of one sequence both stay: a tip names its own by digest. */
export function expectationsFrom(own: FollowedLine | undefined, rosters: readonly KnownRoster[]): Expected {
  const each = new Map(rosters.map((roster) => [encodeHex(roster.digest), roster]));
  const known = [...each.values()].sort((a, b) => a.sequence - b.sequence);
  return { instance: own?.line[0].instance ?? known[0]?.instance, rosters: known };
}

/** Where the anchor and the newest roster of a server's data folder are, where they are there. */
export async function documentsOf(data: string): Promise<{ anchor: string | undefined; rosters: string[] }> {
  const line = join(data, "public", LINE_NAME);
  const anchor = (await exists(line)) ? line : join(data, "public", "anchor.json");
  return { anchor: (await exists(anchor)) ? anchor : undefined, rosters: await newestRosterOf(data) };
}

function rosterFor(own: FollowedLine | undefined, bytes: Uint8Array): KnownRoster {
  const { roster: document } = parseRosterFile(bytes);
  if (own) return verifyKnownRoster(own.line, document, nodeSignatures);
  return { ...parseRoster(document.payload), digest: rosterDigest(document.payload) };
}

/** The roster file with the highest sequence, if there is one. */
async function newestRosterOf(data: string): Promise<string[]> {
  const folder = join(data, "public", "rosters");
  const names = (await undefinedIf(["ENOENT"], readdir(folder))) ?? [];
  const ofRosters = names.filter((name) => /^(?!0+\.)\d{4,7}\.json$/.test(name));
  const ascending = ofRosters.sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
  return ascending.slice(-1).map((name) => join(folder, name));
}
