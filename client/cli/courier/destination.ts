import { wipe } from "../../../crypto/bytes.ts";
import type { InstanceId } from "../../../crypto/documents/anchor.ts";
import type { SigningSeed } from "../../../crypto/ed25519.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import { nodeSignatures } from "../../../crypto/node/signatures.ts";
import { loadSodium } from "../../../crypto/primitives/sodium.ts";
import { type CourierPack, MOST_PACK_BYTES, parsePack } from "../../courier/pack.ts";
import { CourierServer } from "../../courier/server.ts";
import { CourierServers, type FailedServer } from "../../courier/servers.ts";
import { PAUSES, type Patience } from "../../http/patience.ts";
import { readLine } from "../documents.ts";
import { CliError } from "../errors.ts";
import { readSmallFile } from "../files.ts";
import { HttpClient } from "../http/client.ts";
import type { Target } from "../http/target.ts";
import { type Passphrases, passphrasesFrom } from "../open/passphrases.ts";
import { required, usage } from "../options.ts";
import { parsedSecret, unprotect } from "../protected-file.ts";
import { sayWait, warn } from "../say.ts";
import { stopAtSignals } from "../stop.ts";
import { readCourierKey } from "./key-file.ts";
import { type TargetsOptions, targetsFrom } from "./targets.ts";

/** Who delivers, and to which servers: all of a pack, or those that are named beside a key. */
export interface Destination {
  readonly instance: InstanceId;
  /** To be wiped. */
  readonly seed: SigningSeed;
  readonly targets: readonly Target[];
}

export interface DestinationOptions extends TargetsOptions {
  readonly pack?: string | undefined;
  readonly key?: string | undefined;
  readonly anchor?: string | undefined;
  readonly "passphrase-fd"?: string | undefined;
}

/**
 * Asks the servers of a destination, and says what is waited for and what is left out; however it ends, connections are
 * closed, and the key is wiped.
 */
export async function withServers<T>(
  { instance, seed, targets }: Destination,
  work: (servers: CourierServers, patience: Patience) => Promise<T>,
): Promise<T> {
  const patience = { pauses: PAUSES, stop: stopAtSignals(), waiting: sayWait };
  const clients = targets.map((target) => new HttpClient(target, patience.stop));
  const servers = clients.map(
    (client) => new CourierServer(client, client.address, instance, seed, nodeSignatures, patience),
  );
  try {
    return await work(new CourierServers(servers, sayFailed), patience);
  } finally {
    for (const client of clients) client.close();
    wipe(seed);
  }
}

/** One of several failed for good, and the others go on. */
function sayFailed({ address, error }: FailedServer): void {
  warn(`${address} is left out of this run: ${error.message} The other servers are asked.`);
}

/** @throws CliError usage, file-…, identity-refused, passphrase, document-refused */
export async function destinationFrom(options: DestinationOptions): Promise<Destination> {
  const { pack: path, socks } = options;
  if (path === undefined) {
    const targets = await targetsFrom(options);
    const keyPath = required("key", options.key);
    const { first } = await readLine(required("anchor", options.anchor));
    return { instance: first.instance, seed: await readCourierKey(keyPath), targets };
  }
  if (options.key !== undefined || options.anchor !== undefined)
    throw usage("A pack has the key and the anchor in it: leave out --key and --anchor");
  const { anchor, seed, addresses } = await readPack(path, passphrasesFrom(options["passphrase-fd"]));
  try {
    const targets = await targetsFrom({ url: addresses.map((address) => `http://${address}`), socks });
    return { instance: anchor.instance, seed, targets };
  } catch (error) {
    wipe(seed);
    throw error;
  }
}

/** A courier's pack, opened with its passphrase. @throws CliError identity-refused, passphrase, file-… */
async function readPack(path: string, passphrases: Passphrases): Promise<CourierPack> {
  const bytes = await readSmallFile(path, MOST_PACK_BYTES);
  try {
    const text = await unprotect(path, bytes, passphrases, await loadSodium());
    return await parsedSecret(path, text, parsePack);
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    throw new CliError(
      "identity-refused",
      `${path} is no courier's pack, or it is damaged: give the file that keys.html made.`,
    );
  }
}
