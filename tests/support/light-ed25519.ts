import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ed25519 } from "@noble/curves/ed25519.js";
import { bundle, LIGHTER } from "../../client/build/bundle.ts";
import { lightEd25519 as plugin } from "../../client/build/light-ed25519.ts";
import type { parseVerifyingKey, verifyEd25519 } from "../../crypto/ed25519.ts";
import type { Signatures } from "../../crypto/primitives/primitives.ts";

/** What signs and verifies in courier.html. */
export interface LightEd25519 {
  readonly parseVerifyingKey: typeof parseVerifyingKey;
  readonly verifyEd25519: typeof verifyEd25519;
  readonly signatures: Signatures;
  readonly library: Pick<typeof ed25519, "verify">;
}

/** Built as courier.html is, and loaded. */
export async function lightEd25519(): Promise<LightEd25519> {
  const folder = mkdtempSync(join(tmpdir(), "nightjar-light-"));
  try {
    const path = join(folder, "bundle.mjs");
    writeFileSync(path, await bundle("tests/support/to-bundle-light.ts", {}, [...LIGHTER, plugin]));
    await import(pathToFileURL(path).href);
    return Reflect.get(globalThis, "bundledLight");
  } finally {
    rmSync(folder, { recursive: true });
  }
}
