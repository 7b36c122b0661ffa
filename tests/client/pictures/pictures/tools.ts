import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Runs an action with a folder of its own, which is gone afterwards. */
export function inFolder<T>(action: (path: (name: string) => string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "nightjar-picture-"));
  try {
    return action((name) => join(folder, name));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Pipes bytes through a program. */
export function pipe(program: string, flags: readonly string[], input: Uint8Array): Uint8Array {
  return new Uint8Array(
    execFileSync(program, flags, { input, maxBuffer: 2 ** 28, stdio: ["pipe", "pipe", "ignore"] }),
  );
}

/** Runs a program on files: `IN0`, `IN1`… and `OUT` in its flags stand for their paths. */
export function convert(program: string, flags: readonly string[], ...inputs: Uint8Array[]): Uint8Array {
  return inFolder((path) => {
    inFiles(inputs, path);
    const withPaths = flags.map((flag) => flag.replace(/\b(?:IN\d|OUT)\b/, path));
    execFileSync(program, withPaths, { stdio: "ignore" });
    return new Uint8Array(readFileSync(path("OUT")));
  });
}

/** Has exiftool write tags (`-GPSLatitude=1.5`, `-Comment=x`) into pictures, in one process: it takes long to start. */
export function exiftoolWriteAll(pictures: readonly Uint8Array[], flags: readonly string[]): Uint8Array[] {
  return inFolder((path) => {
    const paths = inFiles(pictures, path);
    execFileSync("exiftool", ["-q", "-m", "-overwrite_original", ...flags, ...paths], { stdio: "ignore" });
    return paths.map((picture) => new Uint8Array(readFileSync(picture)));
  });
}

/** All that exiftool sees in each of these files, unknown tags included, as "Group:Tag" with its value. */
export function exiftoolReadAll(files: readonly Uint8Array[]): ReadonlyMap<string, unknown>[] {
  return inFolder((path) => {
    const flags = ["-json", "-G1", "-a", "-u", "-U", "-ee", "-n", ...inFiles(files, path)];
    const read = JSON.parse(execFileSync("exiftool", flags, { encoding: "utf8" })) as Record<
      string,
      unknown
    >[];
    if (read.length !== files.length) throw new Error("exiftool read another number of files");
    return read.map((tags) => new Map(Object.entries(tags)));
  });
}

function inFiles(contents: readonly Uint8Array[], path: (name: string) => string): string[] {
  return contents.map((bytes, i) => {
    writeFileSync(path(`IN${i}`), bytes);
    return path(`IN${i}`);
  });
}

export function exiftoolWrite(picture: Uint8Array, flags: readonly string[]): Uint8Array {
  return exiftoolWriteAll([picture], flags)[0] as Uint8Array;
}

export function exiftoolRead(file: Uint8Array): ReadonlyMap<string, unknown> {
  return exiftoolReadAll([file])[0] as ReadonlyMap<string, unknown>;
}

/** The pixels as stock decoders give them; for an animated WebP, of every frame. */
export function pixelsOf(picture: Uint8Array): Uint8Array {
  if (picture[0] === 0xff) return pipe("djpeg", ["-pnm"], picture);
  if (picture[0] === 0x89) return pipe("pngtopam", ["-alphapam"], picture);
  return convert("dwebp", ["IN0", "-pam", "-o", "OUT"], picture);
}

export function framesOf(animation: Uint8Array, count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, i) =>
    pixelsOf(convert("webpmux", ["-get", "frame", String(i + 1), "IN0", "-o", "OUT"], animation)),
  );
}
