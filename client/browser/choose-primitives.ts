import { noble } from "../../crypto/primitives/noble.ts";
import type { Primitives } from "../../crypto/primitives/primitives.ts";

/**
 * libsodium where WebAssembly runs, noble elsewhere. Tor Browser doesn't tell its security level, and
 * `WebAssembly` may be there and refuse to compile, so the only way to know is to try.
 */
export async function choosePrimitives(): Promise<Primitives> {
  if (!compilesWebAssembly()) return noble;
  const { loadSodium } = await import("../../crypto/primitives/sodium.ts");
  return loadSodium();
}

/** The shortest module there is: the magic number and the version. */
const EMPTY_MODULE = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00);

function compilesWebAssembly(): boolean {
  try {
    return new WebAssembly.Module(EMPTY_MODULE) instanceof WebAssembly.Module;
  } catch {
    // Missing at the Safer level, forbidden by a policy, or broken: all mean noble.
    return false;
  }
}
