import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Every different file below a folder, by its path; of files with the same bytes the first. */
export function differentFilesBelow(folder: string): string[] {
  const seen = new Set<string>();
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .toSorted()
    .filter((path) => {
      const digest = createHash("sha256").update(readFileSync(path)).digest("hex");
      return seen.size < seen.add(digest).size;
    });
}
