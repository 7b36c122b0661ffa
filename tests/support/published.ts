import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pairName, signedName } from "../../client/ceremony/draft-names.ts";
import { encodeSignedDocument, type SignedDocument } from "../../crypto/documents/dsse.ts";
import { encodeRosterFile, type RosterFile } from "../../crypto/documents/roster-file.ts";

/** Puts a file on a server's shelf in one step, as publishing does. */
export function publishBytes(data: string, path: string, bytes: Uint8Array): void {
  const whole = join(data, "public", path);
  mkdirSync(join(whole, ".."), { recursive: true });
  writeFileSync(`${whole}.tmp`, bytes);
  renameSync(`${whole}.tmp`, whole);
}

export function publishRoster(data: string, sequence: number, file: RosterFile): void {
  publishBytes(data, `rosters/${pairName(sequence)}`, encodeRosterFile(file));
}

/** A roster that nobody has called current yet. */
export function publishSigned(data: string, sequence: number, roster: SignedDocument): void {
  publishBytes(data, `rosters/${signedName(sequence)}`, encodeSignedDocument(roster));
}

export function publishAnnex(data: string, sequence: number, annex: SignedDocument): void {
  publishBytes(data, `annexes/${pairName(sequence)}`, encodeSignedDocument(annex));
}
