import { join } from "node:path";
import type { AnchorLine } from "../../../crypto/documents/anchor-line.ts";
import type { Instant } from "../../../crypto/documents/instant.ts";
import type { Signatures } from "../../../crypto/primitives/primitives.ts";
import type { Named } from "../../ceremony/known.ts";
import type { PublicDocument } from "../../ceremony/public-document.ts";
import { type Publication, planPublication } from "../../ceremony/publication.ts";
import { behindLinks, exists, type Owner } from "../files.ts";
import { keepBelow, ROOT } from "../setup/kept-folder.ts";
import { write } from "../setup/planned-file.ts";
import { readPublicFolder } from "./known.ts";

/**
 * Gives what counts of these documents to the server whose data folder this is; the result is the paths of what is
 * new there, and what was left out.
 * @throws CliError file-…, document-refused, output-refused; CeremonyError as planPublication
 */
export async function publish(
  data: string,
  line: AnchorLine,
  fresh: readonly Named<PublicDocument>[],
  now: Instant,
  signatures: Signatures,
): Promise<Omit<Publication, "files"> & { readonly paths: readonly string[] }> {
  const published = await publishedIn(join(data, "public"));
  const { files, ...said } = planPublication(line, published, fresh, now, signatures);
  const shown = files.map(({ folder, name, bytes }) => ({ name: join(folder, name), bytes }));
  await writePublic(data, shown);
  return { paths: shown.map(({ name }) => join(data, "public", name)), ...said };
}

/**
 * Writes files below a server's public folder. As root, who may do it in a folder of somebody else, they are root's and
 * no link is followed below the data folder. @param keeper who stands for root @throws CliError output-refused
 */
export async function writePublic(
  data: string,
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
  keeper: Owner | undefined = process.getuid?.() === 0 ? ROOT : undefined,
): Promise<void> {
  const top = await behindLinks(data);
  const planned = files.map(({ name, bytes }) => ({
    ...{ path: join(top, "public", name), bytes, mode: 0o644 },
    fate: "replaced" as const,
  }));
  if (keeper) await keepBelow(top, planned, keeper);
  else await write(planned, 0o755);
}

/** What lies in `public` beside the pages; a server that has never had a roster has neither folder. */
export async function publishedIn(folder: string): Promise<Named<PublicDocument>[]> {
  const has = (await exists(join(folder, "rosters"))) || (await exists(join(folder, "annexes")));
  return has ? await readPublicFolder(folder) : [];
}
