import type { InstanceId } from "../../../crypto/documents/anchor.ts";
import type { SigningSeed } from "../../../crypto/ed25519.ts";
import { readLine } from "../ceremony/anchors.ts";
import type { Target } from "../http/target.ts";
import { passphrasesFrom } from "../open/passphrases.ts";
import { required, usage } from "../options.ts";
import { readCourierKey } from "./key-file.ts";
import { readPack } from "./pack-file.ts";
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

/** @throws CliError usage, file-…, identity-refused, passphrase, document-refused */
export async function destinationFrom(options: DestinationOptions): Promise<Destination> {
  const { pack: path, socks } = options;
  if (path === undefined) {
    const targets = targetsFrom(options);
    const keyPath = required("key", options.key);
    const { first } = await readLine(required("anchor", options.anchor));
    return { instance: first.instance, seed: await readCourierKey(keyPath), targets };
  }
  if (options.key !== undefined || options.anchor !== undefined)
    throw usage("A pack has the key and the anchor in it: leave out --key and --anchor");
  const pack = await readPack(path, passphrasesFrom(options["passphrase-fd"]));
  const targets = targetsFrom({ url: pack.addresses.map((address) => `http://${address}`), socks });
  return { instance: pack.anchor.instance, seed: pack.seed, targets };
}
