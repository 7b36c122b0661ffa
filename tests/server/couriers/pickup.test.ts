import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { equalBytes } from "../../../crypto/bytes.ts";
import { encodeAnchor } from "../../../crypto/documents/anchor.ts";
import { verifyAnnex } from "../../../crypto/documents/annex.ts";
import { parseSignedDocument } from "../../../crypto/documents/dsse.ts";
import { parseRosterFile } from "../../../crypto/documents/roster-file.ts";
import { VerifiedRoster } from "../../../crypto/documents/verified-roster.ts";
import type { SigningSeed } from "../../../crypto/ed25519.ts";
import { type Listed, putInForce, TestCourier } from "../../support/couriers.ts";
import { digestOf, fakeEnvelope } from "../../support/envelopes.ts";
import { testInstance } from "../../support/instance.ts";
import { startWithStoreInProcess } from "../../support/local-server.ts";
import { sodium } from "../../support/primitives.ts";
import { publishBytes } from "../../support/roster-files.ts";
import { DAY, TestClock } from "../../support/spool.ts";
import { storedReceipts } from "../../support/spool-files.ts";
import { codeOf, post, upload } from "../../support/submit.ts";

const instance = testInstance();
const [first, second] = instance.couriers as [SigningSeed, SigningSeed];
let server: Awaited<ReturnType<typeof startWithStoreInProcess>>;
let clock: TestClock;
let one: TestCourier;
let two: TestCourier;
beforeEach(async () => {
  clock = new TestClock();
  server = await startWithStoreInProcess({ instance, now: clock.now });
  await putInForce(server.data, instance, [first, second]);
  one = new TestCourier(server.couriers, instance, first);
  two = new TestCourier(server.couriers, instance, second);
  for (const courier of [one, two]) expect((await courier.begin()).status).toBe(201);
});
afterEach(() => server.close());

async function handIn(count: number, length = 5_000): Promise<Uint8Array[]> {
  const envelopes = Array.from({ length: count }, () => fakeEnvelope(length));
  for (const envelope of envelopes) expect((await post(server.url, envelope)).status).toBe(201);
  return envelopes;
}

const digests = (listed: readonly Listed[]) => listed.map(({ digest }) => digest).sort();

test("days, with counts and bytes; a day's envelopes in the order of their ids, and what is acknowledged left out", async () => {
  const before = await handIn(5);
  clock.advance(DAY);
  await server.spool.tick();
  const after = await handIn(3);
  const size = before[0]?.length ?? 0;
  // Two days of a session's life have passed.
  await one.begin();
  await two.begin();
  expect(await one.days()).toEqual([
    { day: "2026-11-21", count: 5, bytes: 5 * size },
    { day: "2026-11-22", count: 3, bytes: 3 * size },
  ]);
  const { envelopes, more } = await one.page("2026-11-21");
  expect(more).toBe(false);
  expect(digests(envelopes)).toEqual(before.map(digestOf).sort());
  const ids = envelopes.map(({ id }) => id);
  expect(ids).toEqual([...ids].sort());
  expect((await one.page("2026-11-21", ids[1])).envelopes).toEqual(envelopes.slice(2));
  expect((await one.page("2026-11-21", ids[4])).envelopes).toEqual([]);

  expect((await one.acknowledge(ids.slice(0, 3))).status).toBe(204);
  expect(await one.days()).toEqual([
    { day: "2026-11-21", count: 2, bytes: 2 * size },
    { day: "2026-11-22", count: 3, bytes: 3 * size },
  ]);
  expect((await one.page("2026-11-21")).envelopes).toEqual(envelopes.slice(3));
  expect((await two.page("2026-11-21")).envelopes).toEqual(envelopes);
  expect((await one.acknowledge(ids)).status).toBe(204);
  expect((await one.days()).map(({ day }) => day)).toEqual(["2026-11-22"]);
  expect(digests(await two.list())).toEqual([...before, ...after].map(digestOf).sort());
});

test("a day that isn't one, or has nothing; queries that are none", async () => {
  expect((await one.ask("/v1/courier/days/2026-11-20")).body).toBe('{"envelopes":[],"more":false}');
  for (const day of ["2026-02-30", "2026-1-1", "today", "2026-11-21Z"])
    expect(codeOf(await one.ask(`/v1/courier/days/${day}`))).toBe("not-found");
  for (const query of ["?", "?after", "?after=", "?after=zz", `?after=${"A".repeat(32)}`, "?x=1"])
    expect(codeOf(await one.ask(`/v1/courier/days/2026-11-21${query}`))).toBe("not-found");
});

test("more than a thousand come in pages, each once, while others arrive", async () => {
  for (let i = 0; i < 1_050; i++) await server.spool.put(fakeEnvelope(0, 1));
  const page = await one.page("2026-11-21");
  expect([page.envelopes.length, page.more]).toEqual([1_000, true]);
  for (let i = 0; i < 20; i++) await server.spool.put(fakeEnvelope(0, 1));
  const rest = await one.page("2026-11-21", page.envelopes.at(-1)?.id);
  expect(rest.more).toBe(false);
  expect(rest.envelopes.length).toBeGreaterThanOrEqual(50);
  const ids = [...page.envelopes, ...rest.envelopes].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect((await one.list()).length).toBe(1_070);
});

describe("an envelope", () => {
  test("comes whole, with its length, of an open day and of a closed one", async () => {
    const small = fakeEnvelope();
    const large = fakeEnvelope(3_500_000);
    await post(server.url, small);
    await upload(server.url, large);
    for (const round of ["open", "closed"]) {
      for (const envelope of [small, large]) {
        const listed = (await one.list()).find(({ digest }) => digest === digestOf(envelope));
        expect(listed?.size, round).toBe(envelope.length);
        const { response, bytes } = await one.fetch(listed?.id ?? "");
        expect([response.status, response.headers.get("content-type")]).toEqual([
          200,
          "application/octet-stream",
        ]);
        expect(response.headers.get("content-length")).toBe(String(envelope.length));
        expect(equalBytes(bytes, envelope)).toBe(true);
      }
      clock.advance(DAY);
      await server.spool.tick();
      await one.begin();
    }
  });

  test("goes on from any byte", async () => {
    const envelope = fakeEnvelope(2_200_000);
    await upload(server.url, envelope);
    const [listed] = await one.list();
    const end = envelope.length;
    for (const start of [1, 1_048_575, 1_048_576, 1_048_577, 2_097_152, end - 1]) {
      const { response, bytes } = await one.fetch(listed?.id ?? "", start);
      expect(response.status).toBe(206);
      expect(response.headers.get("content-range")).toBe(`bytes ${start}-${end - 1}/${end}`);
      expect(response.headers.get("content-length")).toBe(String(end - start));
      expect(equalBytes(bytes, envelope.subarray(start))).toBe(true);
    }
    for (const from of [end, end + 1, -1, 0.5, "1", null])
      expect(codeOf(await one.askEnvelope(listed?.id ?? "", from as number))).toBe("bad-request");
  });

  test("that isn't there is not found; what is no id is refused", async () => {
    expect(codeOf(await one.askEnvelope("0".repeat(32)))).toBe("not-found");
    for (const id of ["x", "A".repeat(32), "0".repeat(31)])
      expect(codeOf(await one.askEnvelope(id))).toBe("bad-request");
  });
});

describe("receipts", () => {
  test("for what isn't there, or was acknowledged before, change nothing", async () => {
    await handIn(3);
    const [a, b] = (await one.list()).map(({ id }) => id) as [string, string];
    for (let i = 0; i < 2; i++) expect((await one.acknowledge([a, "0".repeat(32), a])).status).toBe(204);
    expect((await one.list()).length).toBe(2);
    expect((await one.acknowledge([b])).status).toBe(204);
    expect((await one.list()).length).toBe(1);
    expect((await two.list()).length).toBe(3);
  });

  test("are at most a thousand, and nothing else", async () => {
    const id = "0".repeat(32);
    expect((await one.acknowledge(Array(1_000).fill(id))).status).toBe(204);
    const wrong = [[], Array(1_001).fill(id), [id, 5], [id.slice(1)], [id.toUpperCase().replace("0", "A")]];
    for (const envelopes of wrong)
      expect((await one.send("/v1/courier/receipts", JSON.stringify({ envelopes }))).status).toBe(400);
    for (const body of [
      "",
      "[]",
      "{}",
      `{"envelopes":["${id}"],"x":1}`,
      `{"envelopes":"${id}"}`,
      `{"envelopes": ["${id}"]}`,
    ])
      expect(codeOf(await one.send("/v1/courier/receipts", body))).toBe("bad-request");
  });

  test("are on the disk when they are answered", async () => {
    await handIn(4);
    const ids = (await one.list()).map(({ id }) => id);
    await one.acknowledge(ids.slice(0, 3));
    expect(storedReceipts(server.data).flatMap(({ envelopes }) => envelopes)).toEqual(ids.slice(0, 3));
  });
});

test("the documents are all that verify: the anchor, the rosters, the annexes", async () => {
  publishBytes(server.data, "rosters/0002.json", Buffer.from("{}"));
  const answer = await one.ask("/v1/courier/documents");
  const { anchor, rosters, annexes, ...others } = JSON.parse(answer.body);
  expect(others).toEqual({});
  expect(Buffer.from(anchor, "base64").equals(encodeAnchor(instance.anchor))).toBe(true);
  const [file, ...more] = rosters.map((roster: unknown) =>
    parseRosterFile(Buffer.from(JSON.stringify(roster))),
  );
  expect(more).toEqual([]);
  expect(VerifiedRoster.verify(instance.anchor, file, instance.now, sodium).digest).toEqual(
    instance.roster.digest,
  );
  expect(annexes.length).toBe(1);
  const annex = parseSignedDocument(Buffer.from(JSON.stringify(annexes[0])));
  expect(verifyAnnex(instance.anchor, annex, sodium).couriers.length).toBe(2);
});
