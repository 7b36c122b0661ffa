import { afterAll, beforeAll, expect, test } from "vitest";
import { en } from "../../client/source/strings/en.ts";
import type { Strings } from "../../client/source/strings/strings.ts";
import { zhHans } from "../../client/source/strings/zh-hans.ts";
import { type Eavesdropper, eavesdropOn } from "../support/eavesdropper.ts";
import { launchFirefox, SAFER } from "../support/firefox.ts";
import { inLong } from "../support/seeded.ts";
import { type ServedPage, servePage } from "../support/served-page.ts";
import { SourcePage } from "../support/source-page.ts";

let served: ServedPage;
let line: Eavesdropper;

beforeAll(async () => {
  served = await servePage();
  line = await eavesdropOn(served.server.url);
});
afterAll(async () => {
  await line[Symbol.asyncDispose]();
  await served[Symbol.asyncDispose]();
});

/** A person who says one sentence, and one who says nearly all that there is to say. */
const people: readonly { strings: Strings; tell: (source: SourcePage) => Promise<void> }[] = [
  { strings: en, tell: (source) => source.narrate("A room behind the restaurant.") },
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
    },
  },
];

const levels = { "the Safer level's settings": SAFER, ...inLong({}, { "default settings": {} }) };

test.each(Object.entries(levels))(
  "at %s, two tips differ on the wire in nothing but the bytes of one body",
  async (_name, preferences) => {
    const conversations: Request[][] = [];
    for (const { strings, tell } of people) {
      await using firefox = await launchFirefox(preferences);
      line.heard();
      const source = new SourcePage(firefox.page);
      await source.open(`${line.url}/`, strings);
      await tell(source);
      await source.send();
      await source.reaches("arrived");
      conversations.push(requestsIn(line.heard()));
    }
    const [one = [], other = []] = conversations;
    expect(one.map(({ head }) => head.split(" HTTP/")[0])).toEqual([
      "GET /",
      "GET /v1/roster",
      "POST /v1/envelopes",
    ]);
    expect(other.map(({ head }) => head)).toEqual(one.map(({ head }) => head));
    expect(other.map(({ body }) => body.length)).toEqual(one.map(({ body }) => body.length));
    const [first, second] = [one, other].map((requests) => requests.at(-1)?.body ?? Buffer.of());
    expect(first?.length).toBeGreaterThan(65_536);
    expect(first?.equals(second ?? Buffer.of())).toBe(false);
  },
);

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
