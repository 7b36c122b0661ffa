import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { AnchorLine } from "../../../crypto/documents/anchor-line.ts";
import type { Instant } from "../../../crypto/documents/instant.ts";
import type { Signatures } from "../../../crypto/primitives/primitives.ts";
import type { Named } from "../../ceremony/known.ts";
import type { PublicDocument } from "../../ceremony/public-document.ts";
import { type LeftOut, planPublication } from "../../ceremony/publication.ts";
import { exists, replaceFile } from "../files.ts";
import { readPublicFolder } from "./known.ts";

/**
 * Gives what counts of these documents to the server whose public folder this is; the result is the paths of what is
 * new there, and what was left out. @throws CliError file-…, document-refused; CeremonyError as planPublication
 */
export async function publish(
  folder: string,
  line: AnchorLine,
  fresh: readonly Named<PublicDocument>[],
  now: Instant,
  signatures: Signatures,
): Promise<{ readonly paths: readonly string[]; readonly left: readonly LeftOut[] }> {
  const { files, left } = planPublication(line, await publishedIn(folder), fresh, now, signatures);
  const paths: string[] = [];
  for (const { folder: below, name, bytes } of files) {
    await mkdir(join(folder, below), { recursive: true });
    const path = join(folder, below, name);
    await replaceFile(path, bytes, 0o644);
    paths.push(path);
  }
  return { paths, left };
}

/** What lies in `public` beside the pages; a server that has never had a roster has neither folder. */
export async function publishedIn(folder: string): Promise<Named<PublicDocument>[]> {
  const has = (await exists(join(folder, "rosters"))) || (await exists(join(folder, "annexes")));
  return has ? await readPublicFolder(folder) : [];
}
