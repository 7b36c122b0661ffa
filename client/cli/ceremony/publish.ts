import { join } from "node:path";
import type { Anchor } from "../../../crypto/documents/anchor.ts";
import {
  type AnchorLine,
  anchorLine,
  inForce,
  isSameAnchor,
  LINE_NAME,
  type LineFile,
} from "../../../crypto/documents/anchor-line.ts";
import type { Instant } from "../../../crypto/documents/instant.ts";
import { nodeSignatures } from "../../../crypto/node/signatures.ts";
import type { Signatures } from "../../../crypto/primitives/primitives.ts";
import { CeremonyError } from "../../ceremony/errors.ts";
import type { Named } from "../../ceremony/known.ts";
import type { PublicDocument } from "../../ceremony/public-document.ts";
import { type Publication, planPublication } from "../../ceremony/publication.ts";
import { readLine } from "../documents.ts";
import { behindLinks, exists, kindOf, type Owner } from "../files.ts";
import { keepBelow, ROOT } from "../setup/kept-folder.ts";
import { write } from "../setup/planned-file.ts";
import { type PublicPart, readPublicPart } from "./ceremony-file.ts";
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

/** What is to be published: a ceremony file's, or a public folder's. @throws CliError file-…, document-refused */
export async function readPublishable(path: string): Promise<PublicPart> {
  if ((await kindOf(path)) !== "folder") return await readPublicPart(path);
  return { line: undefined, documents: await readPublicFolder(path) };
}

/**
 * The line that ends in a server's anchor: as brought, as a publication before left it, or that anchor alone.
 * @param target the server's public folder @throws CeremonyError anchor-moved; CliError document-refused
 */
export async function lineTo(
  anchor: Anchor,
  target: string,
  brought: LineFile | undefined,
): Promise<LineFile> {
  const kept = join(target, LINE_NAME);
  const hasMoved = brought !== undefined && brought.moves.length > 0;
  const isKept = !hasMoved && (await exists(kept));
  const file = hasMoved ? brought : isKept ? await readLine(kept) : { first: anchor, moves: [] };
  const line = anchorLine(file.first, file.moves, nodeSignatures);
  if (isSameAnchor(inForce(line), anchor)) return file;
  throw new CeremonyError("anchor-moved", join(target, "anchor.json"));
}
