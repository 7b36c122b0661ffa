import { readFile, writeFile } from "node:fs/promises";
import { encodeAnchor } from "../../crypto/documents/anchor.ts";
import { testInstance } from "./instance.ts";
import { madeOnce } from "./made-once.ts";

// Built from this tree, each once in a run of the tests. What builds is loaded only then.

export const builtWorkbench = () =>
  builtOnce("workbench.html", async () => {
    const { buildWorkbench } = await import("../../client/workbench/build/build.ts");
    return await buildWorkbench();
  });

/** With passphrases that cost a guesser, and a test, nothing. */
export const builtKeys = () =>
  builtOnce("keys.html", async () => {
    const { buildKeys } = await import("../../client/keys/build/build.ts");
    return await buildKeys(4);
  });

/** A source's page, for servers whose page no test opens: of an instance that was founded for it. */
export const builtSourcePage = () =>
  builtOnce("source.html", async () => {
    const { buildSourcePage } = await import("../../client/source/build/build.ts");
    return await buildSourcePage(encodeAnchor(testInstance().anchor));
  });

async function builtOnce(name: string, build: () => Promise<Uint8Array>): Promise<Uint8Array> {
  const path = await madeOnce(name, async (file) => writeFile(file, await build()));
  return path === undefined ? await build() : await readFile(path);
}
