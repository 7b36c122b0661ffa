import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { promisify } from "node:util";
import type { MediaType } from "../../client/report/media-types.ts";

/** `unjudged`: the decoder can't decode the original either, or its format. */
export type Sameness = "same" | "differs" | "unjudged";

/**
 * Whether a clean copy has the pixels and the sound of its original, as stock decoders give them. Writes beside the
 * copy.
 */
export async function sameness(type: MediaType, original: string, copy: string): Promise<Sameness> {
  const decode = /heic|avif/.test(type) ? heif : type.startsWith("image/") ? imageMagick : ffmpeg;
  const [before, after] = [await decode(original, copy), await decode(copy, copy)];
  if (before === undefined) return "unjudged";
  return before === after ? "same" : "differs";
}

const run = promisify(execFile);
const LIMITS = { maxBuffer: 2 ** 28, timeout: 120_000 } as const;

/** A digest of what a program says; undefined if it says nothing. What it complains of beside doesn't count. */
async function saidBy(program: string, flags: readonly string[]): Promise<string | undefined> {
  const stdout = await run(program, flags, LIMITS).then(
    ({ stdout }) => stdout,
    (error: { readonly stdout?: string }) => error.stdout ?? "",
  );
  return stdout.replace(/^#.*\n/gm, "").trim() || undefined;
}

function imageMagick(path: string): Promise<string | undefined> {
  return saidBy("identify", ["-quiet", "-format", "%# %wx%h\n", path]);
}

function ffmpeg(path: string): Promise<string | undefined> {
  return saidBy("ffmpeg", ["-v", "quiet", "-i", path, "-map", "0:V?", "-map", "0:a?", "-f", "framemd5", "-"]);
}

/** `beside` is a path in a folder of ours. */
async function heif(path: string, beside: string): Promise<string | undefined> {
  const out = `${beside}.decoded.png`;
  await saidBy("heif-convert", [path, out]);
  const pixels = await imageMagick(out);
  await rm(out, { force: true });
  return pixels;
}
