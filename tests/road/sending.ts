import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { Question } from "../../client/source/steps.ts";
import type { Firefox } from "../support/firefox.ts";
import { FORM_TYPE, formOf } from "../support/forms.ts";
import { largeJpeg, tellingJpeg } from "../support/pictures.ts";
import { SourcePage } from "../support/source-page.ts";
import { at } from "./stage.ts";

/** What each tip says; what stands in brackets here is redacted later, and must leave in no byte. */
export const SAID = {
  text: { found: "三月有人来敲门", secret: "王小明住在玫瑰路七号" },
  files: { found: "They took her passport", secret: "Alice Example, Harbour Street 12" },
  sixty: { found: "Sixty pages of the book", secret: "Bertha Beispiel" },
  byHand: { found: "Sealed without a page", secret: "Carla Muster" },
  later: { found: "A month after that", secret: "Dora Nobody" },
} as const;

export type Tip = keyof typeof SAID;

export const narrativeOf = (tip: Tip) => `${SAID[tip].found}. ${SAID[tip].secret}. The end.`;

/** Three tips from the page in Firefox, and one by the no-script instructions with stock tar and age. */
export async function sendTips({ page }: Firefox, url: string): Promise<void> {
  mkdirSync(at("source"), { recursive: true });
  const source = new SourcePage(page);
  await send(source, url, "text");
  await send(source, url, "files", [
    file("photo.jpg", tellingJpeg()),
    file("large.jpg", largeJpeg()),
    file("letter.pdf", new TextEncoder().encode("%PDF-1.7\n%letter\n")),
  ]);
  const pages = Array.from({ length: 60 }, (_, i) =>
    file(`page-${i}.txt`, new TextEncoder().encode(`page ${i}`)),
  );
  await send(source, url, "sixty", pages, [
    ["topic", "station", "pressure"],
    ["name", "police_overseas_post", "consulate"],
    ["family", "fam_police_visit"],
  ]);
  await sendByHand(url);
}

/** One tip by the page, to be published if anybody agrees to. */
export async function send(
  source: SourcePage,
  url: string,
  tip: Tip,
  files: readonly string[] = [],
  ticked: readonly (readonly [Question, ...string[]])[] = [],
): Promise<void> {
  await source.open(`${url}/`);
  for (const [question, ...codes] of ticked) {
    await source.goTo(question);
    await source.tick(...codes);
  }
  await source.narrate(narrativeOf(tip));
  if (files.length > 0) await source.attachAsTheyAre(...files);
  await source.goTo("consent");
  await source.tick("publish_anon", "partners");
  await source.send();
  await source.reaches("arrived");
}

function file(name: string, bytes: Uint8Array): string {
  const path = at("source", name);
  writeFileSync(path, bytes);
  return path;
}

/** To the letter what /no-script tells people to type, with the classic recipients that an older age knows. */
async function sendByHand(url: string): Promise<void> {
  const folder = at("by-hand");
  mkdirSync(folder, { recursive: true });
  const page = await (await fetch(`${url}/no-script`)).text();
  const blocks = [...page.matchAll(/<pre class="copy"[^>]*>([^<]*)<\/pre>/g)].map(([, html = ""]) =>
    html.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&"),
  );
  const [, linux = "", , , , classic = ""] = blocks;
  const address = "/no-script/recipients-classic.txt";
  const saved = new RegExp(`href="${address}" download="([^"]+)"`).exec(page)?.[1] ?? "not linked";
  writeFileSync(join(folder, saved), await (await fetch(url + address)).text());
  writeFileSync(join(folder, "report.txt"), narrativeOf("byHand"));
  for (const command of [linux, classic]) execFileSync("bash", ["-c", command], { cwd: folder });
  const answer = await fetch(`${url}/no-script`, {
    method: "POST",
    headers: { "content-type": FORM_TYPE },
    body: new Uint8Array(formOf(readFileSync(join(folder, "report.age")), { fileName: "report.age" })),
  });
  expect(answer.status).toBe(201);
}
