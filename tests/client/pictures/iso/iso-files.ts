import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CleanError } from "../../../../client/pictures/errors.ts";
import { type Finding, Findings } from "../../../../client/pictures/finding.ts";
import { readIso } from "../../../../client/pictures/iso/iso.ts";
import { applied } from "../../../../client/pictures/iso/plan.ts";
import { sourceOf } from "../../../../client/pictures/iso/source.ts";

export function media(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`../cases/media/${name}`, import.meta.url)));
}

export function cleanIso(bytes: Uint8Array): {
  readonly clean: Uint8Array;
  readonly findings: readonly Finding[];
} {
  const { plan, findings } = readIso(sourceOf(bytes), new Findings());
  return { clean: applied(bytes, plan), findings };
}

/** The code a file is refused with, or its clean copy; any other error is a failure of the test. */
export function outcomeOfIso(bytes: Uint8Array): string | Uint8Array {
  try {
    return cleanIso(bytes).clean;
  } catch (error) {
    if (error instanceof CleanError) return error.code;
    throw error;
  }
}

/** Has ffmpeg make a film from its own test sources: `OUT` stands for the path. */
export function film(ending: string, ...flags: readonly string[]): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), "nightjar-film-"));
  try {
    const path = join(folder, `film.${ending}`);
    execFileSync("ffmpeg", ["-v", "error", ...flags, path], { stdio: ["ignore", "ignore", "inherit"] });
    return new Uint8Array(readFileSync(path));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What ffmpeg decodes of pictures and sound: a digest of each frame, with its time. */
export function framesOf(bytes: Uint8Array): string {
  return onDisk(bytes, (path) => {
    const flags = ["-v", "error", "-i", path, "-map", "0:v?", "-map", "0:a?", "-f", "framemd5", "-"];
    return execFileSync("ffmpeg", flags, { encoding: "utf8" }).replace(/^#.*\n/gm, "");
  });
}

/** The pixels of a still picture, with its transparency, turned as a viewer turns them. */
export function stillPixelsOf(bytes: Uint8Array): Uint8Array {
  return onDisk(bytes, (path) => {
    execFileSync("heif-convert", [path, `${path}.png`], { stdio: "ignore" });
    return new Uint8Array(execFileSync("pngtopam", ["-alphapam", `${path}.png`], { maxBuffer: 2 ** 28 }));
  });
}

function onDisk<T>(bytes: Uint8Array, action: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "nightjar-film-"));
  try {
    const path = join(folder, "film");
    writeFileSync(path, bytes);
    return action(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
