import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readBundle } from "../../client/bundle/read-bundle.ts";
import { en } from "../../client/courier/page/strings/en.ts";
import { COURIER_LETTERS_PATH, joinSlots, parseMailbag } from "../../protocol/letters.ts";
import { seriousOn } from "../support/axe.ts";
import { CourierPage, packFile } from "../support/courier-page.ts";
import { startCourierServer } from "../support/courier-server.ts";
import { type Firefox, launchFirefox, SAFER } from "../support/firefox.ts";
import { newSeed, testInstance } from "../support/instance.ts";
import { fakeMailbag, fakeSlots } from "../support/mailbags.ts";
import { sodium } from "../support/primitives.ts";

/** Where pictures go that somebody wants to look at. */
const PICTURES = process.env.NIGHTJAR_PICTURES;

const folder = mkdtempSync(join(tmpdir(), "nightjar-courier-letters-"));
const owner = { instance: testInstance(), seed: newSeed() };
let firefox: Firefox;
let courier: CourierPage;
beforeAll(async () => {
  firefox = await launchFirefox(SAFER);
  courier = await CourierPage.of(firefox, folder);
});
afterAll(async () => {
  await firefox[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

function fileOf(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const outcomes = () =>
  firefox.page.$$eval("#bags li", (items) => items.map((item) => item.getAttribute("data-outcome")));

async function picture(name: string): Promise<void> {
  if (!PICTURES) return;
  mkdirSync(PICTURES, { recursive: true });
  await firefox.page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
}

test("mailbags are delivered, what is none is refused first, and the letters come back in a bundle", async () => {
  await using server = await startCourierServer(owner, [0, () => 1], { NIGHTJAR_LETTERS_AT_ONCE: "1" });
  const posted = () =>
    server.network.requests.filter(({ method, path }) => method === "POST" && path === COURIER_LETTERS_PATH);
  const bag = fakeMailbag();
  const other = fakeMailbag([...parseMailbag(bag).slice(0, 1), ...fakeSlots(7)]);
  const [first, second] = [fileOf("mailbag", bag), fileOf("for the walk (2)", other)];
  const none = fileOf("notes.txt", bag.subarray(1));
  await courier.unlock(await packFile(folder, { ...owner, host: new URL(server.url).host }));

  await courier.choose("mailbags", first, none);
  await courier.sees(en.mailbags.not("notes.txt"));
  expect(posted()).toEqual([]);
  await picture("mailbag-refused");

  // What would be chosen while something is done would be lost: nothing can be chosen then.
  server.network.decide = ({ path }) => (path === COURIER_LETTERS_PATH ? "hold" : "pass");
  await courier.choose("mailbags", first);
  await courier.sees(en.busy.delivering);
  expect(await firefox.page.$('input[type="file"]:not(:disabled)')).toBeNull();
  await courier.press("stop");
  await courier.sees(en.errors.interrupted);

  let cuts = 1;
  server.network.decide = ({ method, path }) =>
    method === "POST" && path === COURIER_LETTERS_PATH && cuts-- > 0 ? "cut" : "pass";
  await courier.choose("mailbags", first);
  await courier.sees(en.mailbags.done);
  expect(await outcomes()).toEqual(["taken"]);
  expect(posted().length).toBe(2);
  await courier.choose("mailbags", first, second);
  await courier.sees(en.mailbags.of("for the walk (2)", en.mailbags.outcomes.taken));
  expect(await outcomes()).toEqual(["there", "taken"]);
  expect(await seriousOn(firefox.page)).toEqual([]);
  await picture("mailbags");

  await courier.press("fetch");
  await courier.sees(en.fetched.lettersOnly);
  const saved = await courier.save();
  const { list, pool } = await readBundle([readFileSync(saved)], sodium);
  expect(list.envelopes).toEqual([]);
  expect(joinSlots(pool ?? [])).toEqual(joinSlots([...parseMailbag(bag), ...parseMailbag(other)]));
  await courier.choose("saved", saved);
  await courier.sees(en.done.letters("").trim());
  await picture("letters-brought");
  // Who fetched first delivers where the round has ended.
  await courier.choose("mailbags", second);
  await courier.sees(en.mailbags.of("for the walk (2)", en.mailbags.outcomes.there));

  // Beside the letters it is said that nothing of the day is there.
  await courier.press("more");
  await courier.press("again > summary");
  await courier.press("fetch-again");
  await courier.sees(en.fetched.nothingOf(new Date().toISOString().slice(0, 10)));
  await courier.sees(en.fetched.lettersOnly);
}, 240_000);

test("a second mailbag in a week is refused, and the page says what that may mean", async () => {
  await using server = await startCourierServer(owner, [0, () => 1]);
  const files = ["first", "second"].map((name) => fileOf(name, fakeMailbag()));
  await courier.unlock(await packFile(folder, { ...owner, host: new URL(server.url).host }));
  await courier.choose("mailbags", ...files);
  await courier.sees(en.mailbags.of("second", en.mailbags.outcomes["mailbag-too-soon"]));
  expect(await outcomes()).toEqual(["taken", "mailbag-too-soon"]);
  await picture("mailbag-too-soon");
}, 240_000);
