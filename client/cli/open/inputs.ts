import { lstat, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { dearmor } from "../../../crypto/age/armor.ts";
import { ARMOR_BEGIN } from "../../../crypto/age/armor-marks.ts";
import { startsWith } from "../../../crypto/bytes.ts";
import { nodeSignatures } from "../../../crypto/node/signatures.ts";
import type { Day } from "../../../protocol/day.ts";
import { type BundledEnvelope, readBundle } from "../../bundle/read-bundle.ts";
import { lookAhead, withoutLeadingSpace } from "../../opening/beginnings.ts";
import { claimsToBeBundle, HEADER_BLOCK } from "../../opening/plaintext-kind.ts";
import { CliError } from "../errors.ts";
import { kindOf } from "../files.ts";
import { piecesOf } from "../pieces.ts";

/** A file that holds one sealed envelope, or a bundle that holds many. */
export interface Input {
  readonly kind: "envelope" | "bundle";
  readonly path: string;
}

/** A sealed envelope on its way to be opened, or what is known of it to be broken. */
export interface SealedEnvelope {
  /** For sentences. */
  readonly path: string;
  /** Its file's name without `.age`. */
  readonly name: string;
  /** The day on which it came to the server, as a bundle says. */
  readonly day: Day | undefined;
  /** @throws BundleError, CliError file-unreadable, where what was promised can't be read */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Armor may have this much white space before it, in bytes. */
const MOST_SPACE = 1024;

/**
 * What the arguments name: files, each an envelope or a bundle, and of folders the plain files that end in `.age`.
 * @throws CliError file-missing, file-kind, file-unreadable
 */
export async function findInputs(paths: readonly string[], stop: AbortSignal): Promise<Input[]> {
  const found: Input[] = [];
  for (const path of paths) {
    const kind = await kindOf(path);
    if (kind === "other" || kind === "socket")
      throw new CliError("file-kind", `${path} is no plain file and no folder: check the path.`);
    if (kind === "file") found.push({ kind: await kindOfSealed(path, stop), path });
    else for (const input of await envelopesIn(path)) found.push(input);
  }
  return found;
}

/**
 * The sealed envelopes of an input, one after the other; what isn't read of one is passed over.
 * @param onRead is told how many bytes were read from the file
 * @throws CliError file-…, interrupted; BundleError bundle-damaged, where a bundle can't be read any further
 */
export async function* sealedIn(
  { kind, path }: Input,
  stop: AbortSignal,
  onRead: (bytes: number) => void,
): AsyncGenerator<SealedEnvelope> {
  const pieces = piecesOf(path, stop, onRead);
  try {
    if (kind === "envelope") {
      yield { path, name: nameOf(path), day: undefined, bytes: binaryOf(pieces) };
      return;
    }
    const { envelopes } = await readBundle(pieces, nodeSignatures);
    for await (const envelope of envelopes) yield sealedOf(path, envelope);
  } finally {
    // Whoever reads an envelope may have stopped in its middle, or not begun.
    await pieces.return(undefined);
  }
}

function sealedOf(bundle: string, envelope: BundledEnvelope): SealedEnvelope {
  if (envelope.kind === "broken") {
    const { name, error } = envelope;
    return { path: `${bundle}: ${name}`, name: nameOf(name), day: undefined, bytes: thrown(error) };
  }
  const { listed, content } = envelope;
  return { path: `${bundle}: ${listed.id}`, name: listed.id, day: listed.day, bytes: content };
}

/** One whose beginning can't be read is named when its turn comes, and doesn't keep the others from being opened. */
async function kindOfSealed(path: string, stop: AbortSignal): Promise<Input["kind"]> {
  const pieces = piecesOf(path, stop);
  try {
    const { beginning } = await lookAhead(pieces, HEADER_BLOCK);
    return claimsToBeBundle(beginning) ? "bundle" : "envelope";
  } catch (error) {
    if (error instanceof CliError && error.code === "file-unreadable") return "envelope";
    throw error;
  } finally {
    await pieces.return(undefined);
  }
}

async function envelopesIn(folder: string): Promise<Input[]> {
  const names = (await readdir(folder)).filter((name) => name.toLowerCase().endsWith(".age")).sort();
  const paths = names.map((name) => join(folder, name));
  const kinds = await Promise.all(paths.map((path) => lstat(path)));
  const files = paths.filter((_, i) => kinds[i]?.isFile());
  if (files.length > 0) return files.map((path) => ({ kind: "envelope", path }));
  throw new CliError("file-kind", `There is no envelope (a file whose name ends in .age) in ${folder}.`);
}

function nameOf(path: string): string {
  return basename(path).replace(/\.age$/i, "");
}

/** Armor is recognised and taken off. */
async function* binaryOf(pieces: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { beginning, whole } = await lookAhead(pieces, MOST_SPACE + ARMOR_BEGIN.length);
  yield* startsWith(withoutLeadingSpace(beginning), ARMOR_BEGIN) ? dearmor(whole) : whole;
}

// biome-ignore lint/correctness/useYield: a stream that fails before its first byte
async function* thrown(error: Error): AsyncGenerator<Uint8Array> {
  throw error;
}
