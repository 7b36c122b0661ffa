import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { AnchorLine } from "../../../crypto/documents/anchor-line.ts";
import { instantOf } from "../../../crypto/documents/instant.ts";
import type { Signatures } from "../../../crypto/primitives/primitives.ts";
import { rollbackSentence } from "../../ceremony/audit.ts";
import { SIGNED_FOLDER } from "../../ceremony/draft-names.ts";
import { aheadSentence, type Known, type Named } from "../../ceremony/known.ts";
import { type PublicDocument, parsePublicDocument } from "../../ceremony/public-document.ts";
import { soundKnown } from "../../ceremony/sound-known.ts";
import { readDocument } from "../documents.ts";
import { CliError } from "../errors.ts";
import { kindOf, requireFolder } from "../files.ts";
import { warn } from "../say.ts";
import { readPublicDocuments } from "./ceremony-file.ts";

const NAME = /^[0-9]{4,7}(\.signed)?\.json$/;
const FOLDERS = ["rosters", "annexes"];

/**
 * Every roster and annex of a folder as `public` of a server's data has them. An empty folder holds none; one that
 * holds only other things is a mistake. @throws CliError file-…, document-refused
 */
export async function readPublicFolder(folder: string): Promise<Named<PublicDocument>[]> {
  await requireFolder(folder);
  const entries = await readdir(folder);
  const present = FOLDERS.filter((name) => entries.includes(name));
  if (present.length === 0 && entries.some((entry) => entry !== SIGNED_FOLDER)) {
    throw new CliError("file-kind", `${folder} holds neither rosters nor annexes: check the path.`);
  }
  const documents: Named<PublicDocument>[] = [];
  for (const below of present) {
    const names = (await readdir(join(folder, below))).filter((name) => NAME.test(name)).sort();
    for (const name of names) {
      const path = join(folder, below, name);
      documents.push({ name: path, document: await readDocument(path, parsePublicDocument) });
    }
  }
  return documents;
}

/** Folders, ceremony files and single files, together. @throws CliError file-…, document-refused */
export async function readPublicPaths(paths: readonly string[]): Promise<Named<PublicDocument>[]> {
  const all: Named<PublicDocument>[] = [];
  for (const path of paths) {
    const isFolder = (await kindOf(path)) === "folder";
    for (const each of isFolder ? await readPublicFolder(path) : await readPublicDocuments(path))
      all.push(each);
  }
  return all;
}

/**
 * What a steward builds on, from a folder; statements that are dated ahead, or roll back, are set aside with a word on
 * stderr.
 * @throws CliError file-…, document-refused; CeremonyError as soundKnown
 */
export async function readKnown(folder: string, line: AnchorLine, signatures: Signatures): Promise<Known> {
  const now = instantOf(Date.now());
  const { known, ahead, rollbacks } = soundKnown(line, await readPublicFolder(folder), now, signatures);
  for (const statement of ahead) warn(aheadSentence(statement, now));
  for (const statement of rollbacks) warn(`${rollbackSentence(statement)} That word is set aside.`);
  return known;
}
