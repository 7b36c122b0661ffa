import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pickUp } from "../../client/cli/courier/pickup.ts";
import { HttpClient } from "../../client/cli/http/client.ts";
import { addressOf, targetFrom } from "../../client/cli/http/target.ts";
import { CourierServer } from "../../client/courier/server.ts";
import { CourierServers } from "../../client/courier/servers.ts";
import { nodeSignatures } from "../../crypto/node/signatures.ts";
import { dayOf } from "../../protocol/day.ts";
import { contentsOf } from "../client/cli/support/courier.ts";
import { digestOf, fakeEnvelope, partsOf } from "../support/envelopes.ts";
import type { RunningServer } from "../support/server.ts";
import { storedEnvelopes } from "../support/spool-files.ts";
import { newUploadId } from "../support/submit.ts";
import {
  type OnOnions,
  type ServersOnOnions,
  startServersOnOnions,
} from "../support/tor/instance-on-onions.ts";
import { Through } from "../support/tor/through.ts";

// Two servers of one instance, each with onions of its own, on a private Tor network. In `npm test` one of two goes down
// in the middle of a pickup in tests/client/cli/courier/several.test.ts, and one is killed in the middle of an upload in
// tests/browser/page.test.ts.

const folder = mkdtempSync(join(tmpdir(), "nightjar-two-"));
let here: ServersOnOnions;
let one: OnOnions;
let other: OnOnions;
/** The process that is the first server now. */
let ofOneNow: RunningServer;

beforeAll(async () => {
  here = await startServersOnOnions(2);
  [one, other] = here.servers as [OnOnions, OnOnions];
  ofOneNow = one.server;
}, 300_000);

afterAll(async () => {
  await here[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const through = ({ sources }: OnOnions, name: string) =>
  new Through(here.network.socksPort("source"), sources, name);
const digestsIn = ({ server }: OnOnions) => storedEnvelopes(server.data).map(({ digest }) => digest);

/** As the command does it, by somebody who gives up after seconds. */
async function fetchAll(bundle: string) {
  const { instance, courier, network } = here;
  const patience = { pauses: [1, 2], stop: new AbortController().signal };
  const socks = `127.0.0.1:${network.socksPort("courier")}`;
  const clients = here.servers.map(({ couriers }) => {
    const target = targetFrom({ url: `http://${couriers}`, socks });
    return { address: addressOf(target), client: new HttpClient(target, patience.stop) };
  });
  const dialled = clients.map(
    ({ address, client }) =>
      new CourierServer(
        client,
        address,
        instance.anchor.instance,
        courier.slice() as typeof courier,
        nodeSignatures,
        patience,
      ),
  );
  const failed: string[] = [];
  const servers = new CourierServers(dialled, ({ address }) => failed.push(address));
  const what = { budget: 1e9, again: null, today: dayOf(Date.now()), bundle: join(folder, bundle) };
  try {
    const { anchor } = instance;
    return { became: await pickUp({ servers, anchor, seed: courier, patience, ...what }), failed };
  } finally {
    for (const { client } of clients) client.close();
  }
}

test("a server is killed in the middle of an upload: the other takes the tip; back again, it goes on with what it has", async () => {
  const envelope = fakeEnvelope(4_000_000);
  const [parts, id] = [partsOf(envelope), newUploadId()];
  using first = through(one, "first");
  const put = (way: Through, number: number) =>
    way.ask("PUT", `/v1/uploads/${id}/parts/${number}`, parts[number]);
  for (const number of [0, 1]) expect((await put(first, number)).status).toBe(204);
  const cut = put(first, 2).then(
    ({ status }) => status,
    () => 0,
  );
  await ofOneNow.kill();
  expect([0, 204]).toContain(await cut);
  // Nobody is at the one; the page opens at the other, and there all of it is handed in anew.
  using second = through(other, "second");
  expect((await second.ask("POST", "/v1/envelopes", envelope)).status).toBe(201);
  expect(digestsIn(other)).toEqual([digestOf(envelope)]);

  ofOneNow = await one.startAgain();
  for (const number of parts.keys()) if (number > 1) expect((await put(first, number)).status).toBe(204);
  const body = Buffer.from(JSON.stringify({ parts: parts.length, digest: digestOf(envelope) }));
  const done = await first.ask("POST", `/v1/uploads/${id}/commit`, body, "application/json");
  expect(done.status).toBe(201);
  expect(digestsIn(one)).toEqual([digestOf(envelope)]);
}, 180_000);

test("a server is killed in the middle of a pickup: the other's come in the bundle, and its own when it is back", async () => {
  const [large, small] = [fakeEnvelope(24_000_000), fakeEnvelope()];
  using ofOne = through(one, "of-one");
  using ofOther = through(other, "of-other");
  expect((await ofOther.ask("POST", "/v1/envelopes", small)).status).toBe(201);
  const [parts, id] = [partsOf(large), newUploadId()];
  for (const [number, part] of parts.entries())
    expect((await ofOne.ask("PUT", `/v1/uploads/${id}/parts/${number}`, part)).status).toBe(204);
  const body = Buffer.from(JSON.stringify({ parts: parts.length, digest: digestOf(large) }));
  expect((await ofOne.ask("POST", `/v1/uploads/${id}/commit`, body, "application/json")).status).toBe(201);

  const picking = fetchAll("first.bundle");
  await expect.poll(begun, { interval: 5, timeout: 60_000 }).toBe(true);
  await ofOneNow.kill();
  const { became, failed } = await picking;
  expect(failed).toEqual([one.couriers]);
  expect(became).toMatchObject({ kind: "bundle" });
  const first = await contentsOf(join(folder, "first.bundle"));
  for (const digest of digestsIn(other)) expect(first.digests).toContain(digest);
  expect(first.digests).not.toContain(digestOf(large));
  expect(first.left.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(0);

  // The same again, so that both have been told; then what is left.
  await one.startAgain();
  if (became.kind === "bundle" && !became.allTold)
    expect((await fetchAll("first.bundle")).became).toMatchObject({ kind: "there", allTold: true });
  expect(await fetchAll("second.bundle")).toMatchObject({
    failed: [],
    became: { kind: "bundle", allTold: true },
  });
  const second = await contentsOf(join(folder, "second.bundle"));
  expect(second.digests).toContain(digestOf(large));
  expect([...first.ids, ...second.ids].sort()).toEqual(
    [one, other].flatMap(({ server: { data } }) => storedEnvelopes(data).map(({ key }) => key)).sort(),
  );
  expect(await fetchAll("third.bundle")).toMatchObject({ failed: [], became: { kind: "nothing" } });
}, 300_000);

/** Whether the large one has begun to come. */
function begun(): boolean {
  try {
    return readdirSync(join(folder, "first.bundle.partial")).some((name) => name.endsWith(".part"));
  } catch {
    return false;
  }
}
