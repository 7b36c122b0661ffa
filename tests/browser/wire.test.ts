import { setTimeout as pause } from "node:timers/promises";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { codenameOf, indexOfWord, newCodename } from "../../client/letters/codename.ts";
import { deriveReplyKeys } from "../../client/letters/reply-keys.ts";
import { en } from "../../client/source/strings/en.ts";
import type { Strings } from "../../client/source/strings/strings.ts";
import { zhHans } from "../../client/source/strings/zh-hans.ts";
import { noble } from "../../crypto/primitives/noble.ts";
import { type Eavesdropper, eavesdropOn } from "../support/eavesdropper.ts";
import { type Firefox, launchFirefox, SAFER } from "../support/firefox.ts";
import { testInstance } from "../support/instance.ts";
import { LettersPage } from "../support/letters-page.ts";
import { inLong } from "../support/seeded.ts";
import { type ServedPage, servePage } from "../support/served-page.ts";
import { sharedFirefox } from "../support/shared-firefox.ts";
import { SourcePage } from "../support/source-page.ts";

let served: ServedPage;
let line: Eavesdropper;
let firefox: Firefox;
const codename = newCodename();

beforeAll(async () => {
  served = await servePage({ instance: testInstance({ letters: 1 }) });
  line = await eavesdropOn(served.server.url);
});
afterAll(async () => {
  await line[Symbol.asyncDispose]();
  await served[Symbol.asyncDispose]();
});

/** Somebody who says one sentence, also under a codename, which is given; and one who says nearly all that there is to say. */
const people: readonly {
  strings: Strings;
  tell: (source: SourcePage, letters: LettersPage) => Promise<string[]>;
}[] = [
  {
    strings: en,
    async tell(source) {
      await source.narrate("A room behind the restaurant.");
      return [];
    },
  },
  {
    strings: en,
    async tell(source, letters) {
      await source.narrate("A room behind the restaurant.");
      await source.goTo("review");
      return await letters.useNewCodename();
    },
  },
  {
    strings: zhHans,
    async tell(source) {
      await source.goTo("topic");
      await source.tick("station", "pressure");
      await source.goTo("premises");
      await source.tick("restaurant", "other");
      await source.goTo("stationPlace");
      await source.tick("exact");
      await source.choose("country", "DE");
      await source.write("address", "Kantstraße 1");
      await source.goTo("direct");
      await source.tick("persuade_contact", "video_interrogation");
      await source.goTo("consent");
      await source.tick("statistics");
      await source.narrate("餐馆后面有一个房间，说是帮人办护照手续。".repeat(100));
      return [];
    },
  },
];

/** Somebody only stands there; somebody looks for letters, twice. Whoever tells something begins to write. */
const visits: readonly ((source: SourcePage, letters: LettersPage) => Promise<void>)[] = [
  () => pause(3_000),
  async (source, letters) => {
    await letters.toLetters();
    await letters.look(codename);
    await source.press(en.letters.found.otherWords);
    await letters.look(newCodename());
  },
];

/** Somebody else each time: with a window that shares nothing with the ones before, on a line that is silent. */
async function newcomer(): Promise<Page> {
  const context = await firefox.page.browser().createBrowserContext();
  const page = await context.newPage();
  line.heard();
  return Object.assign(page, { [Symbol.asyncDispose]: () => context.close() });
}

const levels = {
  "default settings": sharedFirefox,
  ...inLong({}, { "the Safer level's settings": () => launchFirefox(SAFER) }),
};

describe.each(Object.entries(levels))("at %s", (_name, launch) => {
  beforeAll(async () => {
    firefox = await launch();
  });
  afterAll(() => firefox[Symbol.asyncDispose]());

  test("all visits are alike up to an upload, and tips differ in nothing but the bytes of one body, which hold nothing of a codename", async () => {
    const conversations: Request[][] = [];
    let secrets: Buffer[] = [];
    for (const { strings, tell } of people) {
      await using page = await newcomer();
      const source = new SourcePage(page);
      await source.open(`${line.url}/`, strings);
      const words = await tell(source, new LettersPage(page, source));
      if (words.length > 0) secrets = secretsOf(words);
      await source.send();
      await source.reaches("arrived");
      const all = line.heard();
      for (const secret of secrets) expect(all.includes(secret)).toBe(false);
      conversations.push(requestsIn(all));
    }
    expect(secrets.length).toBeGreaterThan(0);
    const [one = [], ...others] = conversations;
    expect(one.map(({ head }) => head.split(" HTTP/")[0])).toEqual([
      "GET /",
      "GET /v1/roster",
      "GET /v1/letters",
      "POST /v1/envelopes",
    ]);
    for (const other of others) {
      expect(other.map(({ head }) => head)).toEqual(one.map(({ head }) => head));
      expect(other.map(({ body }) => body.length)).toEqual(one.map(({ body }) => body.length));
    }
    const bodies = conversations.map((requests) => requests.at(-1)?.body.toString("latin1"));
    expect(bodies[0]?.length).toBeGreaterThan(65_536);
    expect(new Set(bodies).size).toBe(people.length);

    for (const visit of visits) {
      await using page = await newcomer();
      const source = new SourcePage(page);
      await source.open(`${line.url}/`);
      await visit(source, new LettersPage(page, source));
      await expect.poll(() => line.heardSoFar()).toContain("GET /v1/letters");
      const heads = requestsIn(line.heard()).map(({ head }) => head);
      expect(heads).toEqual(one.slice(0, -1).map(({ head }) => head));
    }
  });
});

/** Of a codename, as words, bytes and keys. */
function secretsOf(words: readonly string[]): Buffer[] {
  const found = codenameOf(Uint16Array.from(words, (word) => indexOfWord(word) ?? 0));
  if (!found) throw new Error("the words belong together");
  const { letters, mailbox, address, publics } = deriveReplyKeys(
    found,
    served.instance.anchor.instance,
    noble,
  );
  const raw = [
    found,
    letters,
    mailbox,
    address,
    publics.mailbox,
    publics.address,
    publics.recipient.slice(0, 64),
  ];
  return [
    Buffer.from(`${words[0]} ${words[1]}`),
    ...raw.flatMap((bytes) => [Buffer.from(bytes), Buffer.from(Buffer.from(bytes).toString("hex"))]),
  ];
}

interface Request {
  /** The request line and all headers, as they were sent. */
  readonly head: string;
  readonly body: Buffer;
}

/** What a browser sent, one request behind the other. */
function requestsIn(bytes: Buffer): Request[] {
  const requests: Request[] = [];
  for (let rest = bytes; rest.length > 0; ) {
    const end = rest.indexOf("\r\n\r\n");
    if (end < 0) throw new Error("a request without an end");
    const head = rest.toString("latin1", 0, end);
    const length = Number(/^content-length: (\d+)$/im.exec(head)?.[1] ?? 0);
    requests.push({ head, body: rest.subarray(end + 4, end + 4 + length) });
    rest = rest.subarray(end + 4 + length);
  }
  return requests;
}
