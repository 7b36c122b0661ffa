import { readFile, writeFile } from "node:fs/promises";
import type { TemplateOptions } from "../../client/source/build/build.ts";
import { fillPage, type PageTemplate } from "../../client/source/build/fill.ts";
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

/** With passphrases that cost a guesser, and a test, nothing. @param work another than that, as `buildKeys` has it */
export const builtKeys = (work = 4) =>
  builtOnce(`keys-${work}.html`, async () => {
    const { buildKeys } = await import("../../client/keys/build/build.ts");
    return await buildKeys(work);
  });

export const builtCourier = () =>
  builtOnce("courier.html", async () => {
    const { buildCourier } = await import("../../client/courier/page/build/build.ts");
    return await buildCourier();
  });

export interface PageOptions {
  readonly leaveTo?: string;
  readonly mirror?: boolean;
}

/** The source's page of an instance, from a template that serves all instances of a run. */
export async function sourcePageOf(
  anchor: Anchor,
  { leaveTo, mirror = false }: PageOptions = {},
): Promise<Uint8Array> {
  const { demo } = anchor;
  return fillPage(await builtTemplate({ demo, mirror }), encodeAnchor(anchor), leaveTo);
}

export async function builtTemplate({ demo, mirror }: Required<TemplateOptions>): Promise<PageTemplate> {
  const template = await builtOnce(`source-template-${demo}-${mirror}.json`, async () => {
    const { pageTemplate } = await import("../../client/source/build/build.ts");
    return utf8(JSON.stringify(await pageTemplate({ demo, mirror })));
  });
  return JSON.parse(new TextDecoder().decode(template));
}

/** A source's page, for servers whose page no test opens: of an instance that was founded for it. */
export const builtSourcePage = () => builtOnce("source.html", () => sourcePageOf(testInstance().anchor));

async function builtOnce(name: string, build: () => Promise<Uint8Array>): Promise<Uint8Array> {
  const path = await madeOnce(name, async (file) => writeFile(file, await build()));
  return path === undefined ? await build() : await readFile(path);
}
