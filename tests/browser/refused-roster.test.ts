import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { en } from "../../client/source/strings/en.ts";
import { LANGUAGES } from "../../client/source/strings/languages.ts";
import type { Sentence } from "../../client/source/strings/sentence-of.ts";
import { zhHans } from "../../client/source/strings/zh-hans.ts";
import { addSeconds, instantOf, SECONDS_PER_DAY } from "../../crypto/documents/instant.ts";
import { encodeRosterFile, encodeServedRoster } from "../../crypto/documents/roster-file.ts";
import type { Firefox } from "../support/firefox.ts";
import { testInstance } from "../support/instance.ts";
import { startProxy, type TestProxy } from "../support/proxy.ts";
import { rosterFileAt, tampered, underSigned } from "../support/roster-files.ts";
import { inLong } from "../support/seeded.ts";
import { type ServedPage, servePage } from "../support/served-page.ts";
import { sharedFirefox } from "../support/shared-firefox.ts";
import { SourcePage } from "../support/source-page.ts";

const instance = testInstance();
let served: ServedPage;
let network: TestProxy;
let firefox: Firefox;
let source: SourcePage;

beforeAll(async () => {
  served = await servePage({ instance });
  firefox = await sharedFirefox();
  source = new SourcePage(firefox.page);
});
beforeEach(async () => {
  network = await startProxy(served.server.url);
});
afterEach(() => network[Symbol.asyncDispose]());
afterAll(async () => {
  await firefox[Symbol.asyncDispose]();
  await served[Symbol.asyncDispose]();
});

const now = instantOf(Date.now());
const days = (count: number) => addSeconds(now, count * SECONDS_PER_DAY);
const other = testInstance();
const sameStewards = { ...instance, anchor: { ...instance.anchor, instance: other.anchor.instance } };
const otherReviewers = { reviewers: other.roster.roster.reviewers };
const refused: Record<string, { body: Uint8Array; sentence: Sentence }> = {
  "tampered with": { body: encodeRosterFile(tampered(instance.file)), sentence: "rosterForged" },
  "signed by too few": {
    body: encodeRosterFile(underSigned(instance.file)),
    sentence: "rosterUnderSigned",
  },
  "of other stewards": { body: encodeRosterFile(other.file), sentence: "rosterForged" },
  "of another instance": {
    body: encodeRosterFile(rosterFileAt(sameStewards, now)),
    sentence: "rosterForeign",
  },
  "run out": { body: encodeRosterFile(rosterFileAt(instance, days(-40), now)), sentence: "rosterOver" },
  "a roster alone that has begun": {
    body: encodeServedRoster({ roster: instance.file.roster }),
    sentence: "currencyStale",
  },
  "a roster alone of other stewards": {
    body: encodeServedRoster({ roster: other.file.roster }),
    sentence: "rosterForged",
  },
  "confirmed too long ago": {
    body: encodeRosterFile(rosterFileAt(instance, days(-20))),
    sentence: "currencyStale",
  },
  "confirmed for another roster": {
    body: encodeRosterFile({
      ...instance.file,
      currency: rosterFileAt(instance, now, now, otherReviewers).currency,
    }),
    sentence: "currencyMismatch",
  },
  "not whole": { body: encodeRosterFile(instance.file).subarray(0, 5000), sentence: "rosterDamaged" },
};
test.each(Object.entries(refused))(
  "%s: refused before anything typed leaves",
  async (_name, { body, sentence }) => {
    network.replaced.set("/v1/roster", body);
    await source.open(`${network.url}/`);
    expect(await source.text()).toContain(en.sentences[sentence]);
    expect(await firefox.page.$$("textarea")).toEqual([]);
    expect(network.requests.map(({ method }) => method)).toEqual(["GET", "GET"]);

    network.replaced.clear();
    await source.press(en.way.tryAgain);
    await source.reaches("writing");
  },
);

test.each([
  ["with the word that it is current", encodeRosterFile(rosterFileAt(instance, days(3), now))],
  ["alone, three days ahead", encodeServedRoster({ roster: rosterFileAt(instance, days(3)).roster })],
])("one that begins later, %s: the page says on which day, in each language", async (how, body) => {
  const day = days(3) * 1000;
  // What it says is the same either way.
  for (const strings of how.startsWith("alone") ? inLong([zhHans], LANGUAGES) : LANGUAGES) {
    network.replaced.set("/v1/roster", body);
    await source.open(`${network.url}/`, strings);
    const said = new Intl.DateTimeFormat(strings.language, { dateStyle: "long", timeZone: "UTC" }).format(
      day,
    );
    expect(await source.text()).toContain(strings.way.opens(said));
    expect(await firefox.page.$$("textarea")).toEqual([]);
    network.replaced.clear();
  }
});

test("none that is in force: the server starts, and the page says so in each language, until there is one", async () => {
  const lapsed = { ...instance, file: rosterFileAt(instance, days(-20)) };
  await using without = await servePage({ instance: lapsed });
  for (const strings of LANGUAGES) {
    await source.open(`${without.network.url}/`, strings);
    expect(await source.text()).toContain(strings.sentences.noRoster);
    expect(await firefox.page.$$("textarea")).toEqual([]);
  }
  await source.open(`${without.network.url}/`);
  without.network.replaced.set("/v1/roster", encodeRosterFile(instance.file));
  await source.press(en.way.tryAgain);
  await source.reaches("writing");
});

test("one that runs out while the page is open", async () => {
  const life = instance.anchor.currencyDays * SECONDS_PER_DAY;
  const end = addSeconds(instantOf(Date.now()), 30);
  const justValid = rosterFileAt(instance, days(-15), addSeconds(end, -life));
  network.replaced.set("/v1/roster", encodeRosterFile(justValid));
  await source.open(`${network.url}/`);
  await source.narrate("typed while it still held");
  await pause(end * 1000 + 500 - Date.now());
  await source.send();
  await source.reaches("refused");
  expect(await source.text()).toContain(en.sentences.currencyStale);
  expect(network.requests.filter(({ method }) => method !== "GET")).toEqual([]);

  network.replaced.clear();
  await source.press(en.way.tryAgain);
  await source.reaches("writing");
  await source.goTo("narrative");
  expect(await firefox.page.$eval("textarea", (field) => field.value)).toBe("typed while it still held");
});
