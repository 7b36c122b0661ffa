import { createHash } from "node:crypto";
import { join } from "node:path";
import { isPossiblePayloadLength } from "../../crypto/age/payload-length.ts";
import { LEAF_LENGTH } from "../../crypto/digest.ts";
import type { SigningSeed } from "../../crypto/ed25519.ts";
import { parseConfig } from "../../server/config.ts";
import type { CourierId, StoredEnvelope } from "../../server/store/pickup.ts";
import { putInForce } from "./couriers.ts";
import { keyOf, newSeed, type TestInstance } from "./instance.ts";
import { startLocal } from "./local-server.ts";
import { placeOf, startProxy, type TestProxy } from "./proxy.ts";
import { prepareData, removeData } from "./server.ts";
import { DAY, TestSpool } from "./spool.ts";
import { storedReceipts } from "./spool-files.ts";

/** Envelopes to be put into a spool: so many, of these sizes in bytes, over three days of which today is the last. */
export type Filling = readonly [count: number, sizeOf: (number: number) => number];

/** The real server with envelopes for a courier (and for another, who never comes), behind a network that a test disturbs. */
export interface CourierServer extends AsyncDisposable {
  /** Where the courier reaches it, through the network. */
  readonly url: string;
  /** Where it serves sources. */
  readonly sources: string;
  readonly network: TestProxy;
  /** All that was in its spool at first, in the order of their ids. */
  readonly envelopes: readonly StoredEnvelope[];
  readonly ids: readonly string[];
  /** Ids that the courier has acknowledged, in their order. */
  acknowledged(): string[];
  /** Envelopes that were asked for. */
  fetched(): TestProxy["requests"];
}

export async function startCourierServer(
  { instance, seed }: { readonly instance: TestInstance; readonly seed: SigningSeed },
  filling: Filling,
  env: Readonly<Record<string, string>> = {},
): Promise<CourierServer> {
  const data = await prepareData({ instance });
  const courier = Buffer.from(keyOf(seed)).toString("hex") as CourierId;
  await putInForce(data, instance, [seed, newSeed()]);
  const envelopes = await fill(join(data, "spool"), filling, courier);
  const network = await startProxy("");
  const names = [new URL(network.url).host, env.NIGHTJAR_COURIER_LISTEN, env.NIGHTJAR_COURIER_NAMES];
  const settings = {
    NIGHTJAR_COURIER_LISTEN: "127.0.0.1:0",
    ...env,
    NIGHTJAR_COURIER_NAMES: names.filter((name) => name !== undefined).join(),
  };
  const server = await startLocal(parseConfig({ NIGHTJAR_DATA: data, NIGHTJAR_PORT: "0", ...settings }));
  network.target = server.couriers ?? "";
  return {
    ...{ url: network.url, sources: server.url, network, envelopes, ids: envelopes.map(({ id }) => id) },
    acknowledged: () =>
      storedReceipts(data)
        .filter((receipts) => receipts.courier === courier)
        .flatMap((receipts) => receipts.envelopes)
        .sort(),
    fetched: () => network.requests.filter(({ path }) => path.startsWith(placeOf(""))),
    async [Symbol.asyncDispose]() {
      await network[Symbol.asyncDispose]();
      await server.close();
      removeData(data);
    },
  };
}

async function fill(folder: string, [count, sizeOf]: Filling, courier: CourierId): Promise<StoredEnvelope[]> {
  const settings = { folder, room: 2 ** 32, eraseAfterDays: 3, report: console.error };
  const filling = new TestSpool(settings, Date.now() - 2 * DAY);
  const { clock, spool } = filling;
  await spool.pickup.serve([courier]);
  for (const age of [2, 1, 0]) {
    clock.time = Date.now() - age * DAY;
    const numbers = Array.from({ length: count }, (_, i) => i).filter((i) => i % 3 === 2 - age);
    await Promise.all(numbers.map((i) => put(filling, bytesNumber(i, sizeOf(i)))));
  }
  const stored: StoredEnvelope[] = [];
  for (const { day } of await spool.pickup.days(courier))
    stored.push(...(await spool.pickup.page(courier, day, undefined, count)).envelopes);
  await filling.remove();
  return stored.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Stores any bytes as an envelope, with a header of whatever length leaves a possible payload. */
async function put(filling: TestSpool, bytes: Uint8Array): Promise<void> {
  if (bytes.length <= LEAF_LENGTH) return void (await filling.spool.put(bytes));
  const headerLength = [200, 300].find((length) => isPossiblePayloadLength(bytes.length - length));
  await filling.commit(await filling.stage(bytes, undefined, headerLength), bytes);
}

/** Deterministic bytes: `size` of them, other ones for each number. */
export function bytesNumber(number: number, size: number): Uint8Array {
  const block = createHash("sha512").update(String(number)).digest();
  return Buffer.alloc(size, block);
}
