import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What GNU tar says of a tar, from a file: from a pipe it reads no padding, and whoever writes that is cut off. */
export function gnuTar(tar: Uint8Array, options: readonly string[], ...names: readonly string[]): Buffer {
  const folder = mkdtempSync(join(tmpdir(), "nightjar-tar-"));
  try {
    const path = join(folder, "a.tar");
    writeFileSync(path, tar);
    return execFileSync("tar", [...options, "-f", path, ...names], { maxBuffer: 2 ** 24 });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The lines of its list, with single spaces. */
export function gnuTarList(tar: Uint8Array, ...options: readonly string[]): string[] {
  return gnuTar(tar, ["-t", ...options])
    .toString()
    .replaceAll(/ +/g, " ")
    .trim()
    .split("\n");
}
