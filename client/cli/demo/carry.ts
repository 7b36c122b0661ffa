import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Anchor } from "../../../crypto/documents/anchor.ts";
import { nodeSignatures } from "../../../crypto/node/signatures.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import { dayOf } from "../../../protocol/day.ts";
import { parseCourierAddress } from "../../courier/address.ts";
import { sealPack } from "../../courier/pack.ts";
import { CourierServer } from "../../courier/server.ts";
import { CourierServers } from "../../courier/servers.ts";
import { PAUSES } from "../../http/patience.ts";
import { USUAL_BUDGET } from "../courier/amounts.ts";
import { readCourierKey } from "../courier/key-file.ts";
import { pickUp } from "../courier/pickup.ts";
import { broughtBefore } from "../courier/told-before.ts";
import { replaceFile } from "../files.ts";
import { HttpClient } from "../http/client.ts";
import { addressOf, type Target } from "../http/target.ts";
import { MailbagFolder } from "./mailbags.ts";
import { CARRIER, courierFile, DEMO_PASSPHRASE, TRYING_COURIER, TRYING_PACK } from "./people-files.ts";

/** Where the demo puts what it carries, below its data folder: `tips-1.bundle`, `tips-2.bundle`, … */
export const BUNDLES = "bundles";

/** Milliseconds between two looks at whether something has come. */
const INTERVAL = 2000;

/** A server to carry from. */
export interface Carrying {
  readonly data: string;
  readonly anchor: Anchor;
  /** Where it listens for couriers. */
  readonly target: Target;
  readonly stop: AbortSignal;
}

/** What is heard of what was carried. */
export interface Carried {
  /** @param name from the data folder on */
  bundle(name: string): void;
  /** @param sentence what became of a mailbag */
  mailbag(sentence: string): void;
}

/**
 * Carries what is sent into bundles, and mailbags to the server, as the courier's commands do, each within seconds, until
 * it is stopped. @throws as `pickUp`; whatever comes of being stopped in the middle
 */
export async function carryAsItComes(
  { data, anchor, target, stop }: Carrying,
  carried: Carried,
): Promise<void> {
  const keyPath = join(data, courierFile(CARRIER));
  const seed = await readCourierKey(keyPath);
  const patience = { pauses: PAUSES, stop };
  const client = new HttpClient(target, stop);
  const server = new CourierServer(
    client,
    addressOf(target),
    anchor.instance,
    seed,
    nodeSignatures,
    patience,
  );
  const servers = new CourierServers([server]);
  const mailbags = new MailbagFolder(data, server, carried.mailbag);
  await mkdir(join(data, BUNDLES), { recursive: true, mode: 0o700 });
  try {
    while (!stop.aborted) {
      if ((await server.days()).length > 0) {
        const name = nextName(data);
        const what = {
          bundle: join(data, name),
          budget: USUAL_BUDGET,
          again: null,
          today: dayOf(Date.now()),
          broughtBefore: (pool: Uint8Array) => broughtBefore(keyPath, pool),
        };
        const { kind } = await pickUp({ servers, anchor, seed, patience, ...what });
        if (kind === "bundle") carried.bundle(name);
      }
      await mailbags.look();
      await pause(INTERVAL, undefined, { signal: stop });
    }
  } finally {
    client.close();
  }
}

/** A courier's pack for whoever tries that work by hand: of a key of its own, so that the demo takes nothing away. */
export async function writeTryingPack(
  { data, anchor, target }: Carrying,
  primitives: Primitives,
): Promise<void> {
  const seed = await readCourierKey(join(data, courierFile(TRYING_COURIER)));
  const addresses = [parseCourierAddress(addressOf(target))];
  const pack = await sealPack({ anchor, seed, addresses }, DEMO_PASSPHRASE, primitives);
  await replaceFile(join(data, TRYING_PACK), pack, 0o600);
}

function nextName(data: string): string {
  for (let number = 1; ; number++) {
    const name = join(BUNDLES, `tips-${number}.bundle`);
    if (!existsSync(join(data, name))) return name;
  }
}
