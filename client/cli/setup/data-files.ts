import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { parseUtf8 } from "../../../crypto/bytes.ts";
import { type Anchor, encodeAnchor, parseAnchor } from "../../../crypto/documents/anchor.ts";
import { anchorLine, encodeLineFile, LINE_NAME } from "../../../crypto/documents/anchor-line.ts";
import { instantOf } from "../../../crypto/documents/instant.ts";
import { encodeVerifyingKey } from "../../../crypto/ed25519.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import { nodeSignatures } from "../../../crypto/node/signatures.ts";
import { planPublication } from "../../ceremony/publication.ts";
import { leaveToIn } from "../../source/build/fill.ts";
import { pagesOf } from "../../source/build/pages.ts";
import { lineTo, publishedIn, readPublishable } from "../ceremony/publish.ts";
import { parseDocument, readDocument } from "../documents.ts";
import { CliError } from "../errors.ts";
import { exists, type Owner, readSmallFile, requireFolder } from "../files.ts";
import { usage } from "../options.ts";
import { readKept } from "./kept-folder.ts";
import { packagedTemplate } from "./packaged.ts";
import type { PlannedFile } from "./planned-file.ts";

const MOST_PAGE_BYTES = 8 * 1024 * 1024;

/**
 * The anchor, in the place where the server looks for it.
 * @param given the file to take it from; undefined for the one that is there
 * @param keeper whose alone the one that is there must be, where another owns the folder around it
 * @throws CliError file-…, document-refused, data-refused
 */
export async function anchorFile(
  data: string,
  given: string | undefined,
  keeper: Owner | undefined,
): Promise<{ anchor: Anchor; file: PlannedFile }> {
  const path = join(data, "public", "anchor.json");
  const anchor =
    given === undefined && keeper
      ? parseDocument(path, await keptAnchor(path, keeper), parseAnchor)
      : await readDocument(given ?? path, parseAnchor);
  return { anchor, file: { path, bytes: encodeAnchor(anchor), mode: 0o644 } };
}

async function keptAnchor(path: string, keeper: Owner): Promise<Uint8Array> {
  const bytes = await readKept(path, keeper);
  if (bytes) return bytes;
  throw new CliError(
    "data-refused",
    `${path} isn't root's alone, so somebody else may have put it there: say --anchor FILE, and compare its fingerprint.`,
  );
}

/**
 * The pages that `npm run build` wrote, if they were built with this anchor.
 * @throws CliError file-…, data-refused
 */
export async function pageFiles(data: string, folder: string, anchor: Anchor): Promise<PlannedFile[]> {
  await requireFolder(folder);
  const names = (await readdir(folder))
    .filter((name) => /^(source|no-script[a-z-]*)\.html$/.test(name))
    .sort();
  const files: PlannedFile[] = [];
  for (const name of names) {
    const bytes = await readSmallFile(join(folder, name), MOST_PAGE_BYTES);
    files.push({ path: join(data, "public", name), bytes, mode: 0o644 });
  }
  const bytesOf = (name: string) => files.find(({ path }) => path.endsWith(`/${name}`))?.bytes;
  const page = bytesOf("source.html");
  if (!page || !bytesOf("no-script.html") || !isPageOf(anchor, page)) {
    throw new CliError(
      "data-refused",
      `${folder} doesn't hold the pages of this anchor: make them with npm run build -- --anchor FILE --out ${folder}`,
    );
  }
  return files;
}

/**
 * The pages of this anchor, filled into the template that came with the program; none if none came with it.
 * @param leaveTo the address of the page to leave to; undefined for where the page leads that is there
 * @param keeper whose alone that page must be, where another owns the folder around it
 * @throws CliError file-…, usage if the address isn't one
 */
export async function filledPages(
  data: string,
  anchor: Anchor,
  leaveTo: string | undefined,
  keeper: Owner | undefined,
): Promise<PlannedFile[]> {
  const template = await packagedTemplate();
  if (!template) return [];
  const harmless = leaveTo ?? (await leavesTo(data, keeper));
  try {
    const pages = pagesOf(template, encodeAnchor(anchor), harmless);
    return [...pages].map(([name, bytes]) => ({ path: join(data, "public", name), bytes, mode: 0o644 }));
  } catch (error) {
    if (error instanceof RangeError) throw usage(error.message.replace(/\.$/, ""));
    throw error;
  }
}

/**
 * Where "Leave now" leads on the page that is there; undefined if there is none. @param keeper as filledPages
 * @throws CliError usage, if that page doesn't tell
 */
export async function leavesTo(data: string, keeper: Owner | undefined): Promise<string | undefined> {
  const path = join(data, "public", "source.html");
  if (!(await exists(path))) return undefined;
  const bytes = keeper ? await readKept(path, keeper) : await readSmallFile(path, MOST_PAGE_BYTES);
  const address = bytes && leaveToIn(parseUtf8(bytes, "document-malformed"));
  if (address !== undefined) return address;
  throw usage(`${path} doesn't tell where "Leave now" leads: say --leave-to ADDRESS`);
}

/**
 * What is to be published, after the rules of "roster publish" (rosters, annexes, and the line of anchors if it has
 * moved), and sentences of what is wrong with what isn't. @throws CliError file-…, document-refused; CeremonyError
 */
export async function rosterFiles(
  data: string,
  path: string,
  anchor: Anchor,
): Promise<{ files: PlannedFile[]; wrong: string[] }> {
  const target = join(data, "public");
  const { line: brought, documents } = await readPublishable(path);
  const file = await lineTo(anchor, target, brought);
  const line = anchorLine(file.first, file.moves, nodeSignatures);
  const published = await publishedIn(target);
  const now = instantOf(Date.now());
  const { files, left } = planPublication(line, published, documents, now, nodeSignatures);
  const planned = files.map(({ folder: below, name, bytes }) => ({ path: join(target, below, name), bytes }));
  if (file.moves.length > 0) planned.push({ path: join(target, LINE_NAME), bytes: encodeLineFile(file) });
  return {
    files: planned.map((each) => ({ ...each, mode: 0o644, mayFollow: true })),
    wrong: left.flatMap(({ isWrong, sentence }) => (isWrong ? [sentence] : [])),
  };
}

/** The build puts the anchor's text into the page's script, in which quotes may be escaped. */
function isPageOf({ instance, stewards }: Anchor, page: Uint8Array): boolean {
  const html = parseUtf8(page, "document-malformed");
  return [encodeHex(instance), ...stewards.map(encodeVerifyingKey)].every((hex) => html.includes(hex));
}
