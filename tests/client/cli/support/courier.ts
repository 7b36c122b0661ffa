import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readBundle } from "../../../../client/bundle/read-bundle.ts";
import { courierKeyText } from "../../../../client/courier/key-text.ts";
import { encodeDigest } from "../../../../crypto/digest.ts";
import { encodeAnchor } from "../../../../crypto/documents/anchor.ts";
import type { SigningSeed } from "../../../../crypto/ed25519.ts";
import { inPieces } from "../../../support/chunks.ts";
import { keyOf, newSeed, type TestInstance, testInstance } from "../../../support/instance.ts";
import { sodium } from "../../../support/primitives.ts";

/** A courier's machine: the anchor and the key in a folder. */
export interface CourierOnDisk {
  readonly instance: TestInstance;
  readonly seed: SigningSeed;
  readonly key: ReturnType<typeof keyOf>;
  readonly anchorPath: string;
  readonly keyPath: string;
  readonly bundle: string;
  /** The arguments of a pickup from a server. */
  pickup(server: { readonly url: string }, ...more: readonly string[]): string[];
}

let common: TestInstance | undefined;

function commonInstance(): TestInstance {
  common ??= testInstance();
  return common;
}

/** @param instance one that all tests share, unless said */
export function courierOnDisk(
  folder: string,
  instance: TestInstance = commonInstance(),
  seed = newSeed(),
): CourierOnDisk {
  mkdirSync(folder, { recursive: true });
  const [anchorPath, keyPath, bundle] = ["anchor.json", "courier.key", "b.bundle"].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  writeFileSync(anchorPath, encodeAnchor(instance.anchor));
  writeFileSync(keyPath, courierKeyText(seed), { mode: 0o600 });
  const files = ["--key", keyPath, "--anchor", anchorPath, "--bundle", bundle];
  return {
    instance,
    seed,
    key: keyOf(seed),
    anchorPath,
    keyPath,
    bundle,
    pickup: ({ url }, ...more) => ["courier", "pickup", "--url", url, ...files, ...more],
  };
}

/** The ids and digests of a bundle whose every envelope is whole, and what it says was left. */
export async function contentsOf(path: string) {
  const bundle = await readBundle(inPieces(readFileSync(path), 1024 * 1024), sodium);
  const ids: string[] = [];
  const digests: string[] = [];
  for await (const envelope of bundle.envelopes) {
    if (envelope.kind === "broken") throw envelope.error;
    for await (const _ of envelope.content);
    ids.push(envelope.listed.id);
    digests.push(encodeDigest(envelope.listed.digest));
  }
  return { ids: ids.sort(), digests, left: bundle.list.left, courier: bundle.courier };
}
