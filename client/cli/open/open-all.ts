import { mkdir, rm, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { CryptoError } from "../../../crypto/errors.ts";
import { CliError } from "../errors.ts";
import { isNoRoom } from "../files.ts";
import { nameOf, readEnvelope } from "./envelopes.ts";
import { type OpenedEnvelope, type Opening, openEnvelope } from "./open-envelope.ts";
import { moveIntoPlace, type Output, standsThere } from "./output.ts";
import { Progress } from "./progress.ts";
import { numberedName, safeName } from "./safe-name.ts";
import { sameContents } from "./same-folder.ts";

/** What became of one envelope. */
export type Outcome =
  | { readonly kind: "written"; readonly folder: string; readonly opened: OpenedEnvelope }
  | { readonly kind: "present"; readonly folder: string }
  | { readonly kind: "broken"; readonly path: string; readonly sentence: string };

/** A spool's random name for an envelope: no two envelopes share one, so its folder shows that it was opened. */
const SPOOL_NAME = /^[0-9a-f]{32}$/;

/**
 * Opens envelopes one after the other into folders of the output, each moved into place when the whole of it is
 * authentic. A broken one doesn't keep the others from being opened.
 * @throws CliError no-room, interrupted, which end the run; what was opened before is whole
 */
export async function openAll(
  paths: readonly string[],
  output: Output,
  opening: Opening,
  stop: AbortSignal,
  onOutcome: (outcome: Outcome) => void,
): Promise<void> {
  const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size));
  const progress = new Progress(
    paths.length,
    sizes.reduce((sum, size) => sum + size, 0),
  );
  for (const path of paths) {
    if (stop.aborted) throw new CliError("interrupted", "Stopped; what was opened before is whole.");
    const outcome = await openOne(
      path,
      output,
      opening,
      readEnvelope(path, stop, (n) => progress.read(n)),
    );
    progress.envelopeDone();
    progress.clear();
    onOutcome(outcome);
  }
}

async function openOne(
  path: string,
  output: Output,
  opening: Opening,
  envelope: AsyncIterable<Uint8Array>,
): Promise<Outcome> {
  const name = nameOf(path);
  const folder = join(output.folder, safeName(name));
  if (SPOOL_NAME.test(name) && (await standsThere(folder))) return { kind: "present", folder };
  const unfinished = join(output.work, "envelope");
  await mkdir(unfinished, { mode: 0o700 });
  try {
    const opened = await openEnvelope(unfinished, basename(path), envelope, opening);
    return await place(output, unfinished, safeName(name), opened);
  } catch (error) {
    if (isNoRoom(error)) throw noRoom(output.folder);
    if (!isAboutEnvelope(error)) throw error;
    return { kind: "broken", path, sentence: sentenceOf(error) };
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** Under its name; if other contents have that name, under the next number. */
async function place(
  output: Output,
  unfinished: string,
  name: string,
  opened: OpenedEnvelope,
): Promise<Outcome> {
  for (let number = 1; ; number++) {
    const folder = join(output.folder, numberedName(name, number));
    if (await moveIntoPlace(output, unfinished, numberedName(name, number)))
      return { kind: "written", folder, opened };
    if (await sameContents(unfinished, folder)) return { kind: "present", folder };
  }
}

function isAboutEnvelope(error: unknown): error is Error {
  return error instanceof CryptoError || (error instanceof CliError && error.code === "file-unreadable");
}

/** With what to do next where a tar was refused: its contents are authentic, and somebody may need them. */
function sentenceOf(error: Error): string {
  const refusedTar = error instanceof CryptoError && error.code.startsWith("tar-");
  return refusedTar ? `${error.message} With --as-one-file it is kept without unpacking.` : error.message;
}

function noRoom(folder: string): CliError {
  return new CliError(
    "no-room",
    `There is no room left at ${folder}, or it takes no file this large: make room, then run the same command ` +
      "again. What was opened before is whole.",
  );
}
