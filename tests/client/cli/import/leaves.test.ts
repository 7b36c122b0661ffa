import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { leavesOf } from "../../../../client/cli/import/hand-in.ts";
import { randomBytes } from "../../../../crypto/random.ts";
import { partsOf } from "../../../support/envelopes.ts";
import { temporaryFolder } from "../support/cli.ts";

const file = join(temporaryFolder(), "file");
const MIB = 2 ** 20;

test.each([1, 131_073, MIB - 1, MIB, MIB + 1, 3 * MIB, 3 * MIB + 7])("a file of %d bytes", async (length) => {
  const bytes = Buffer.alloc(length, randomBytes(1_021));
  writeFileSync(file, bytes);
  const leaves: Uint8Array[] = [];
  for await (const leaf of leavesOf(file, new AbortController().signal)) leaves.push(leaf);
  expect(leaves.map((leaf) => Buffer.from(leaf).toString("hex"))).toEqual(
    partsOf(bytes).map((part) => Buffer.from(part).toString("hex")),
  );
});
