import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { en } from "../../client/source/strings/en.ts";
import { LANGUAGES } from "../../client/source/strings/languages.ts";
import type { Sentence } from "../../client/source/strings/sentence-of.ts";
import type { Strings } from "../../client/source/strings/strings.ts";
import { addSeconds, instantOf, SECONDS_PER_DAY } from "../../crypto/documents/instant.ts";
import { encodeRosterFile, encodeServedRoster } from "../../crypto/documents/roster-file.ts";
import { ROSTER_PATH } from "../../protocol/addresses.ts";
import type { Firefox } from "../support/firefox.ts";
import { testInstance } from "../support/instance.ts";
import { startProxy, type TestProxy } from "../support/proxy.ts";
import { rosterFileAt, tampered, underSigned } from "../support/roster-files.ts";
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

async function openWith(body: Uint8Array): Promise<void> {
  network.replaced.set(ROSTER_PATH, body);
  await source.open(`${network.url}/`);
}

/** Has the page that refused one ask again, which gets this. */
async function askAgain(body: Uint8Array): Promise<void> {
  network.replaced.set(ROSTER_PATH, body);
  await source.press(en.way.tryAgain);
  await source.checked();
}

/** The same page, where a roster was refused, in another language. */
async function speak(strings: Strings): Promise<void> {
  await firefox.page.evaluate(() => history.back());
  await source.reachesStep("language");
  await source.speak(strings);
}

const written = () => firefox.page.$eval("textarea", (field) => field.value);
const textareas = () => firefox.page.evaluate(() => document.querySelectorAll("textarea").length);

test("each is refused before anything typed leaves, and says why; one that is as it must be is taken after that", async () => {
  for (const [name, { body, sentence }] of Object.entries(refused)) {
    await (network.requests.length === 0 ? openWith(body) : askAgain(body));
    expect(await source.text(), name).toContain(en.sentences[sentence]);
    expect(await textareas(), name).toBe(0);
  }
  const asked = network.requests.map(({ method, path }) => `${method} ${path}`);
  expect(asked).toEqual(["GET /", ...Object.keys(refused).map(() => `GET ${ROSTER_PATH}`)]);
  network.replaced.clear();
  await source.press(en.way.tryAgain);
  await source.reaches("writing");
});

test("one that begins later, alone or with the word that it is current: the page says on which day, in each language", async () => {
  const opensOn = ({ language, way }: Strings) =>
    way.opens(
      new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(days(3) * 1000),
    );
  await openWith(encodeServedRoster({ roster: rosterFileAt(instance, days(3)).roster }));
  expect(await source.text()).toContain(opensOn(en));
  expect(await textareas()).toBe(0);
  await askAgain(encodeRosterFile(rosterFileAt(instance, days(3), now)));
  for (const strings of LANGUAGES) {
    await speak(strings);
    expect(await source.text()).toContain(opensOn(strings));
    expect(await textareas()).toBe(0);
  }
});

test("none that is in force: the server starts, and the page says so in each language, until there is one", async () => {
  const lapsed = { ...instance, file: rosterFileAt(instance, days(-20)) };
  await using without = await servePage({ instance: lapsed });
  await source.open(`${without.network.url}/`);
  for (const strings of LANGUAGES) {
    await speak(strings);
    expect(await source.text()).toContain(strings.sentences.noRoster);
    expect(await textareas()).toBe(0);
  }
  await speak(en);
  without.network.replaced.set(ROSTER_PATH, encodeRosterFile(instance.file));
  await source.press(en.way.tryAgain);
  await source.reaches("writing");
});

test("one that runs out while the page is open", async () => {
  const life = instance.anchor.currencyDays * SECONDS_PER_DAY;
  let end = 0;
  network.decide = ({ path }) => {
    if (path !== ROSTER_PATH) return "pass";
    end = Date.now() + 15_000;
    const justValid = rosterFileAt(instance, days(-15), addSeconds(instantOf(end), -life));
    network.replaced.set(ROSTER_PATH, encodeRosterFile(justValid));
    return "pass";
  };
  await source.open(`${network.url}/`);
  await source.narrate("typed while it still held");
  await pause(Math.max(0, end + 1_500 - Date.now()));
  await source.send();
  await source.reaches("refused");
  expect(await source.text()).toContain(en.sentences.currencyStale);
  expect(network.requests.filter(({ method }) => method !== "GET")).toEqual([]);
  expect(await source.text()).toContain(en.ends.nothingLost);
  await source.press(en.ends.back);
  await source.reachesStep("tell");
  expect(await written()).toBe("typed while it still held");
  await source.press(en.tell.lookOver);
  await source.reaches("refused");

  network.decide = () => "pass";
  network.replaced.clear();
  await source.press(en.way.tryAgain);
  await source.reaches("writing");
  await source.goTo("narrative");
  expect(await written()).toBe("typed while it still held");
});

test("one that is refused while somebody writes takes nothing away, and is told before anything is sealed", async () => {
  const late = Promise.withResolvers<void>();
  network.decide = ({ path }) => (path === ROSTER_PATH ? { stall: 0, late: () => late.promise } : "pass");
  await source.load(`${network.url}/`);
  await source.speak(en);
  await source.narrate("written while it was fetched");
  late.reject(new Error("the connection breaks off"));
  await source.checked();
  expect(await written()).toBe("written while it was fetched");
  await source.press(en.tell.lookOver);
  await source.reaches("refused");
  expect(await source.text()).toContain(en.ends.nothingLost);
  network.decide = () => "pass";
  await source.press(en.way.tryAgain);
  await source.reaches("writing");
});
