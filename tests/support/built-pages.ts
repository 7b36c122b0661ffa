import { readFile, writeFile } from "node:fs/promises";
import type { PageOptions } from "../../client/source/build/build.ts";
import { fillPage } from "../../client/source/build/fill.ts";
import { utf8 } from "../../crypto/bytes.ts";
import { type Anchor, encodeAnchor } from "../../crypto/documents/anchor.ts";
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

/** The source's page of an instance: what `buildSourcePage` gives, from a template that serves all instances of a run. */
export async function sourcePageOf(
  anchor: Anchor,
  { leaveTo, mirror = false }: PageOptions = {},
): Promise<Uint8Array> {
  const { demo } = anchor;
  const template = await builtOnce(`source-template-${demo}-${mirror}.json`, async () => {
    const { pageTemplate } = await import("../../client/source/build/build.ts");
    return utf8(JSON.stringify(await pageTemplate({ demo, mirror })));
  });
  return fillPage(JSON.parse(new TextDecoder().decode(template)), encodeAnchor(anchor), leaveTo);
}

/** A source's page, for servers whose page no test opens: of an instance that was founded for it. */
export const builtSourcePage = () => builtOnce("source.html", () => sourcePageOf(testInstance().anchor));

async function builtOnce(name: string, build: () => Promise<Uint8Array>): Promise<Uint8Array> {
  const path = await madeOnce(name, async (file) => writeFile(file, await build()));
  return path === undefined ? await build() : await readFile(path);
}
