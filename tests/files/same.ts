import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import type { MediaType } from "../../client/report/media-types.ts";

/** `unjudged`: no decoder can decode the original either, or its format. */
export type Sameness = "same" | "differs" | "unjudged";

/** Whether a clean copy has the pixels and the sound of its original, as the first stock decoder that can gives them. */
export async function sameness(type: MediaType, original: string, copy: string): Promise<Sameness> {
  for (const decode of decodersOf(type)) {
    const before = await decode(original);
    if (before !== undefined) return before === (await decode(copy)) ? "same" : "differs";
  }
  return "unjudged";
}

type Decoder = (path: string) => Promise<string | undefined>;

/** libjpeg is what ImageMagick has for JPEG, without its detour over 16 bits; libheif decodes no sequences. */
function decodersOf(type: MediaType): readonly Decoder[] {
  if (type === "image/jpeg") return [libjpeg, imageMagick];
  const heif = /^image\/(heic|avif)$/.exec(type)?.[1];
  if (heif !== undefined) return [libheif(heif), ffmpeg];
  return type.startsWith("image/") ? [imageMagick] : [ffmpeg];
}

const run = promisify(execFile);
const LIMITS = { encoding: "buffer", maxBuffer: 2 ** 30, timeout: 120_000 } as const;

/** A digest of what a program says; undefined if it says nothing. What it complains of beside doesn't count. */
async function saidBy(
  program: string,
  flags: readonly string[],
  without = (said: Buffer): Buffer | string => said,
): Promise<string | undefined> {
  const stdout = await run(program, flags, LIMITS).then(
    ({ stdout }) => without(stdout),
    (error: { readonly stdout?: Buffer }) => without(error.stdout ?? Buffer.alloc(0)),
  );
  return stdout.length === 0 ? undefined : createHash("sha256").update(stdout).digest("hex");
}

const libjpeg: Decoder = (path) => saidBy("djpeg", ["-pnm", path]);

/** Pixels and their size. */
const imageMagick: Decoder = (path) => saidBy("identify", ["-quiet", "-format", "%# %wx%h\n", path]);

/** ImageMagick's digest of a HEIC or AVIF changes with its colour profile, so its points themselves are compared. */
const libheif =
  (format: string): Decoder =>
  (path) =>
    saidBy("convert", ["-quiet", `${format}:${path}`, "-depth", "16", "rgba:-"]);

const FRAMES = ["-map", "0:V?", "-map", "0:a?", "-f", "framemd5", "-"] as const;

/** Every frame of picture and sound. */
const ffmpeg: Decoder = (path) =>
  saidBy("ffmpeg", ["-v", "quiet", "-i", path, ...FRAMES], (said) => String(said).replaceAll(/^#.*\n/gm, ""));
