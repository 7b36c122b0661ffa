import { mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { CryptoError } from "../../../crypto/errors.ts";
import { BundleError } from "../../bundle/errors.ts";
import { isAboutContents } from "../../opening/trouble.ts";
import { CliError } from "../errors.ts";
import { isNoRoom, isSystemError } from "../files.ts";
import { type Input, type SealedEnvelope, sealedIn } from "./inputs.ts";
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
  inputs: readonly Input[],
  output: Output,
  opening: Opening,
  stop: AbortSignal,
  onOutcome: (outcome: Outcome) => void,
): Promise<void> {
  const sizes = await Promise.all(inputs.map(async ({ path }) => (await stat(path)).size));
  const progress = new Progress(sizes.reduce((sum, size) => sum + size, 0));
  for (const input of inputs) {
    const envelopes = sealedIn(input, stop, (n) => progress.read(n));
    for await (const outcome of outcomesOf(input, envelopes, output, opening, stop)) {
      progress.envelopeDone();
      progress.clear();
      onOutcome(outcome);
    }
  }
}

async function* outcomesOf(
  { path }: Input,
  envelopes: AsyncIterable<SealedEnvelope>,
  output: Output,
  opening: Opening,
  stop: AbortSignal,
): AsyncGenerator<Outcome> {
  try {
    for await (const envelope of envelopes) {
      if (stop.aborted) throw new CliError("interrupted", "Stopped; what was opened before is whole.");
      yield await openOne(output, opening, envelope);
    }
  } catch (error) {
    if (!isAboutEnvelope(error)) throw error;
    yield { kind: "broken", path, sentence: sentenceOf(error, undefined) };
  }
}

async function openOne(output: Output, opening: Opening, envelope: SealedEnvelope): Promise<Outcome> {
  const { name, path } = envelope;
  const folder = join(output.folder, safeName(name));
  if (SPOOL_NAME.test(name) && (await standsThere(folder))) return { kind: "present", folder };
  const unfinished = join(output.work, "envelope");
  await mkdir(unfinished, { mode: 0o700 });
  try {
    const opened = await openEnvelope(unfinished, `${name}.age`, envelope, opening);
    return await place(output, unfinished, safeName(name), opened);
  } catch (error) {
    if (isNoRoom(error)) throw noRoom(output.folder);
    if (!isAboutEnvelope(error)) throw error;
    return { kind: "broken", path, sentence: sentenceOf(error, opening.noMatch?.(envelope.day)) };
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

/** What isn't the machine's affair, or an interrupt, is the envelope's, also where the program stumbles over it. */
function isAboutEnvelope(error: unknown): error is Error {
  if (error instanceof CliError) return error.code === "file-unreadable";
  return !isSystemError(error) && isAboutContents(error);
}

/** With what to do next where a tar was refused: its contents are authentic, and somebody may need them. */
function sentenceOf(error: Error, noMatch: string | undefined): string {
  if (error instanceof CliError || error instanceof BundleError) return error.message;
  if (!(error instanceof CryptoError)) {
    return (
      `The program stumbled over it (${error.name}: ${error.message}). It may have been made for that: keep it apart, ` +
      "and show it to whoever looks after Nightjar for you."
    );
  }
  if (error.code === "no-match" && noMatch !== undefined) return noMatch;
  const refusedTar = error.code.startsWith("tar-");
  return refusedTar ? `${error.message} With --as-one-file it is kept without unpacking.` : error.message;
}

function noRoom(folder: string): CliError {
  return new CliError(
    "no-room",
    `There is no room left at ${folder}, or it takes no file this large: make room, then run the same command ` +
      "again. What was opened before is whole.",
  );
}
