import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { en as source } from "../../client/source/strings/en.ts";
import { en } from "../../client/workbench/strings/en.ts";
import { dayOf } from "../../protocol/day.ts";
import type { Firefox } from "../support/firefox.ts";
import { makeStick } from "../support/sticks.ts";
import { look, sendWithCodename, writeAgain, writeBack } from "./answering.ts";
import { carryOn } from "./carrying.ts";
import { people } from "./ceremony.ts";
import { save, sitDown } from "./reviewing.ts";
import { COURIERS } from "./serving.ts";
import { at, done } from "./stage.ts";

const MiB = 1024 * 1024;

const ASKED = "Can anybody tell me who they are?";
const ANSWER = "We read it. Since when do they come?";
const AGAIN = "Since the spring, every week.";

/** A tip with a codename, an answer by Wren, a mailbag on a stick, its delivery; Lark reads what Wren wrote. */
export async function answer(firefox: Firefox, url: string): Promise<void> {
  const codename = await sendWithCodename(firefox, `${url}/`, ASKED);
  writeFileSync(at("codename"), codename.join(" "));
  await carryOn("asked.bundle");
  const wren = await sitDown(firefox, "wren", ["asked.bundle", "both.age"]);
  await wren.openTip(ASKED);
  const stick = makeStick("exfat", 12 * MiB);
  try {
    await writeBack(firefox, wren, ANSWER, stick.folder);
    const bag = join(stick.folder, "mailbag");
    const key = "--key swift.key --anchor anchor.json";
    expect(await done(`courier deliver ${bag} --unix ${COURIERS} ${key}`)).toContain("has taken it");
  } finally {
    stick.release();
  }
  await save(firefox, wren, "answered.age");
  const lark = await sitDown(firefox, "lark", ["asked.bundle", "answered.age"]);
  await lark.openTip(ASKED);
  expect(await lark.text(".thread")).toContain(ANSWER);
  expect(await lark.text(".write-back")).toContain(en.letters.answered("Wren", dayOf(Date.now())));
}

/** With the codename, on the page: both letters, and a second tip; Magpie sees all of it, and that it could be read. */
export async function readAnswer(firefox: Firefox, url: string): Promise<void> {
  const { source: page, said } = await look(firefox, url, readFileSync(at("codename"), "utf8").split(" "));
  for (const text of [source.letters.found.heading(2), ANSWER, source.letters.coded.more])
    expect(said).toContain(text);
  await writeAgain(page, AGAIN);
  await carryOn("again.bundle");
  await people.follow("magpie", people.line);
  const magpie = await sitDown(firefox, "magpie", ["asked.bundle", "again.bundle", "answered.age"]);
  await magpie.openTip(AGAIN);
  const thread = await magpie.page.$$eval(".thread > li", (entries) =>
    entries.map((entry) => (entry as HTMLElement).innerText),
  );
  const seen = en.letters.fates.seen(dayOf(Date.now()));
  expect(thread).toEqual(
    [ASKED, ANSWER, en.letters.codes.more[1], en.letters.thisTip].map((text) =>
      expect.stringContaining(text),
    ),
  );
  expect(thread.filter((entry) => entry.includes(seen))).toHaveLength(2);
}
