import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { wholeIfSmall } from "../../opening/beginnings.ts";
import { MOST_SMALL } from "../../opening/open-tip.ts";
import { CliError } from "../errors.ts";
import { isNoRoom } from "../files.ts";
import { attempt, brokenBy } from "./attempt.ts";
import { type Input, type SealedEnvelope, sealedIn } from "./inputs.ts";
import {
  describeEnvelope,
  type OpenedEnvelope,
  type Opening,
  type Unpacked,
  type UnpackedEnvelope,
  unpackNew,
} from "./open-envelope.ts";
import type { Openers } from "./openers.ts";
import { moveIntoPlace, type Output, standsThere } from "./output.ts";
import { Progress } from "./progress.ts";
import { numberedName, safeName } from "./safe-name.ts";
import { sameContents } from "./same-folder.ts";

/** What became of one envelope. */
export type Outcome =
  | { readonly kind: "written"; readonly folder: string; readonly opened: OpenedEnvelope }
  | { readonly kind: "present"; readonly folder: string }
  | { readonly kind: "broken"; readonly path: string; readonly sentence: string };

/** An envelope that was read, or of which it is known that it was opened before. */
interface Begun extends Pick<SealedEnvelope, "path" | "name" | "day"> {
  /** Where it is unpacked, until all of it is there. */
  readonly unfinished: string;
  readonly unpacked: Promise<Unpacked> | Unpacked | "present";
}

/** A spool's random name for an envelope: no two envelopes share one, so its folder shows that it was opened. */
const SPOOL_NAME = /^[0-9a-f]{32}$/;

/**
 * Opens envelopes into folders of the output, each moved into place when the whole of it is authentic: in their order,
 * also where several are unpacked at once. A broken one doesn't keep the others from being opened.
 * @throws CliError no-room, interrupted, which end the run; what was opened before is whole
 */
export async function openAll(
  inputs: readonly Input[],
  output: Output,
  opening: Opening,
  stop: AbortSignal,
  onOutcome: (outcome: Outcome) => void,
  openers: Openers,
): Promise<void> {
  const sizes = await Promise.all(inputs.map(async ({ path }) => (await stat(path)).size));
  const progress = new Progress(sizes.reduce((sum, size) => sum + size, 0));
  const begun: Begun[] = [];
  const tellAllBut = async (most: number) => {
    for (const first of begun.splice(0, Math.max(0, begun.length - most))) {
      const outcome = await finish(output, opening, first);
      progress.envelopeDone();
      progress.clear();
      onOutcome(outcome);
    }
  };
  for (const input of inputs) {
    const read = sealedIn(input, stop, (n) => progress.read(n));
    for await (const one of beginAll(input, read, output, opening, openers, stop)) {
      begun.push(one);
      await tellAllBut(openers.most);
    }
  }
  await tellAllBut(0);
}

async function* beginAll(
  { path }: Input,
  envelopes: AsyncIterable<SealedEnvelope>,
  output: Output,
  opening: Opening,
  openers: Openers,
  stop: AbortSignal,
): AsyncGenerator<Begun> {
  try {
    for await (const envelope of envelopes) {
      if (stop.aborted) throw new CliError("interrupted", "Stopped; what was opened before is whole.");
      yield await begin(output, opening, openers, envelope);
    }
  } catch (error) {
    const broken = brokenBy(error);
    if (!broken) throw error;
    yield { path, name: path, day: undefined, unfinished: output.unfinished(), unpacked: broken };
  }
}

/** Reads an envelope to its end, so that the next can be read; a small one may be unpacked after that. */
async function begin(
  output: Output,
  opening: Opening,
  openers: Openers,
  { path, name, day, bytes }: SealedEnvelope,
): Promise<Begun> {
  const unfinished = output.unfinished();
  const one = { path, name, day, unfinished };
  if (await isPresent(output, name)) return { ...one, unpacked: "present" };
  const read = await wholeIfSmall(bytes, MOST_SMALL);
  if (read instanceof Uint8Array)
    return { ...one, unpacked: openers.unpack({ folder: unfinished, bytes: read }) };
  return { ...one, unpacked: await unpackNew(unfinished, read, opening) };
}

async function finish(
  output: Output,
  opening: Opening,
  { path, name, day, unfinished, unpacked }: Begun,
): Promise<Outcome> {
  const made = await unpacked;
  const folder = join(output.folder, safeName(name));
  try {
    // Its like may have been told since it was read.
    if (made === "present" || (await isPresent(output, name))) return { kind: "present", folder };
    const placed =
      made.kind === "done"
        ? await attempt(() => place(output, opening, unfinished, { name, day }, made.result))
        : made;
    if (placed.kind === "done") return placed.result;
    if (placed.kind === "broken")
      return {
        kind: "broken",
        path,
        sentence: (placed.isNoMatch && opening.noMatch?.(day)) || placed.sentence,
      };
    throw isNoRoom(placed.failure) ? noRoom(output.folder) : placed.failure;
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** Under its name; if other contents have that name, under the next number. */
async function place(
  output: Output,
  opening: Opening,
  unfinished: string,
  { name, day }: Pick<Begun, "name" | "day">,
  unpacked: UnpackedEnvelope,
): Promise<Outcome> {
  const opened = await describeEnvelope(unfinished, `${name}.age`, day, unpacked, opening);
  for (let number = 1; ; number++) {
    const placed = numberedName(safeName(name), number);
    const folder = join(output.folder, placed);
    if (await moveIntoPlace(output, unfinished, placed)) return { kind: "written", folder, opened };
    if (await sameContents(unfinished, folder)) return { kind: "present", folder };
  }
}

async function isPresent({ folder }: Output, name: string): Promise<boolean> {
  return SPOOL_NAME.test(name) && (await standsThere(join(folder, safeName(name))));
}

function noRoom(folder: string): CliError {
  return new CliError(
    "no-room",
    `There is no room left at ${folder}, or it takes no file this large: make room, then run the same command ` +
      "again. What was opened before is whole.",
  );
}
