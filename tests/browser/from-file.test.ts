import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { en } from "../../client/source/strings/en.ts";
import { equalBytes } from "../../crypto/bytes.ts";
import { encodeRosterFile } from "../../crypto/documents/roster-file.ts";
import { type Firefox, launchFirefox, SAFER } from "../support/firefox.ts";
import { testInstance } from "../support/instance.ts";
import { largeJpeg } from "../support/pictures.ts";
import { openTip } from "../support/received.ts";
import { inLong } from "../support/seeded.ts";
import { type ServedPage, servePage } from "../support/served-page.ts";
import { SourcePage } from "../support/source-page.ts";

const POLL = { timeout: 90_000 };
const folder = mkdtempSync(join(tmpdir(), "nightjar-file-"));
const path = (name: string) => join(folder, name);
let served: ServedPage;

beforeAll(async () => {
  served = await servePage();
  mkdirSync(path("saved"));
  writeFileSync(path("saved/notes.html"), served.html);
  writeFileSync(path("roster.json"), encodeRosterFile(served.instance.file));
  writeFileSync(path("foreign.json"), encodeRosterFile(testInstance().file));
  writeFileSync(path("photo.jpg"), largeJpeg());
  writeFileSync(path("plain.age"), "This is not sealed at all. 王小明");
  writeFileSync(path("cut.age"), "age-encryption.org/v1\n-> X25519 ");
});
afterAll(async () => {
  await served[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const levels = { "default settings": {}, ...inLong({}, { "the Safer level's settings": SAFER }) };

describe.each(Object.entries(levels))("a page opened from a file, at %s", (name, preferences) => {
  let firefox: Firefox;
  let source: SourcePage;
  beforeAll(async () => {
    firefox = await launchFirefox(preferences, true);
    source = new SourcePage(firefox.page);
  });
  afterAll(() => firefox[Symbol.asyncDispose]());

  test("takes the roster, seals, saves; and the file is handed in later on the page itself", async () => {
    const asked: string[] = [];
    firefox.page.on("request", (request) => asked.push(request.url()));
    await source.open(pathToFileURL(path("saved/notes.html")).href);
    await source.goTo("roster");
    expect(await firefox.page.$eval("button.primary", (button) => button.disabled)).toBe(true);
    await source.take("roster", path("foreign.json"));
    await expect.poll(() => source.text(), POLL).toContain(en.sentences.rosterForged);
    await source.take("roster", path("roster.json"));
    await expect.poll(() => source.text(), POLL).toContain(en.way.checked(2));
    await source.narrate(`from a file, ${name}`);
    await source.attach(path("photo.jpg"));
    await source.goTo("review");
    await source.press(en.review.save);
    await source.reaches("saved");
    expect(await source.text()).toContain("Delete it");
    const sealed = path("saved/tip.age");
    await bringSaved(sealed);
    const overNetwork = () => asked.filter((url) => !/^(file|blob|data):/.test(url));
    expect(overNetwork()).toEqual([]);

    const { tip, files } = await openTip(readFileSync(sealed), served.instance.identityFiles[0] ?? "");
    expect(tip.report.narrative).toBe(`from a file, ${name}`);
    expect([...files.keys()]).toEqual(["attachments/01-photo.jpg"]);

    await source.press(en.ends.wipe);
    await source.open(`${served.network.url}/`);
    await source.take("sealed", sealed);
    await source.reaches("arrived");
    expect(await source.text()).toContain(en.ends.fileArrivedNext[0]);
    const origins = overNetwork().map((url) => new URL(url).origin);
    expect([...new Set(origins)]).toEqual([served.network.url]);
    const narratives = (await served.received()).map((received) => received.tip.report.narrative);
    expect(narratives).toContain(`from a file, ${name}`);
  });

  test("a sealed file whose upload breaks off goes on; of what is cut short or isn't sealed no byte leaves", async () => {
    const sealed = path("handed-in.age");
    await source.open(`${served.network.url}/`);
    await source.narrate("handed in");
    await source.attach(path("photo.jpg"));
    served.network.decide = ({ method }) => (method === "GET" ? "pass" : "full");
    await source.send();
    await source.reaches("stopped");
    await source.press(en.ends.saveSealedFile);
    await source.reaches("saved");
    await bringSaved(sealed);
    writeFileSync(path("cut-short.age"), cutShort(readFileSync(sealed)));
    await source.press(en.ends.wipe);

    served.network.decide = ({ path: asked }) => (asked.endsWith("/parts/2") ? "full" : "pass");
    await source.open(`${served.network.url}/`);
    await source.take("sealed", sealed);
    await source.reaches("stopped");
    expect(await source.text()).toContain(en.ends.fileNotLost);
    served.network.decide = () => "pass";
    await source.press(en.way.tryAgain);
    await source.reaches("arrived");
    const [arrived] = (await served.received()).filter(({ tip }) => tip.report.narrative === "handed in");
    const photo = arrived?.files.get("attachments/01-photo.jpg") ?? new Uint8Array(0);
    expect(equalBytes(photo, readFileSync(path("photo.jpg")))).toBe(true);

    await source.press(en.ends.back);
    await source.press(en.way.back);
    await source.reachesStep("language");
    await source.speak(en);
    const before = served.network.requests.length;
    for (const file of ["cut-short.age", "plain.age", "cut.age", "photo.jpg"]) {
      await source.take("sealed", path(file));
      await expect.poll(() => source.text(), POLL).toContain(en.sentences.notSealed);
    }
    expect(served.network.requests.length).toBe(before);
  });

  /** Puts the one file that was saved elsewhere, once it is whole: until then one of no length has its name. */
  async function bringSaved(to: string): Promise<void> {
    const saved = join(firefox.downloads, en.ends.sealedFileName);
    const whole = () => readdirSync(firefox.downloads).length === 1 && statSync(saved).size > 0;
    await expect.poll(whole, POLL).toBe(true);
    renameSync(saved, to);
  }
});

/** Three whole chunks of the payload and a few bytes of a fourth: too few for any chunk. */
function cutShort(envelope: Buffer): Buffer {
  const header = envelope.indexOf("\n", envelope.indexOf("\n--- ") + 1) + 1;
  return envelope.subarray(0, header + 16 + 3 * (64 * 1024 + 16) + 5);
}
