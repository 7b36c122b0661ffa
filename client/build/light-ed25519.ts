import { fileURLToPath } from "node:url";
import type { Plugin } from "esbuild";

const LIGHT = fileURLToPath(new URL("../../crypto/primitives/light-ed25519.ts", import.meta.url));

/** Has a page that signs and verifies, and agrees on no key, do it by the lighter of two libraries by one author. */
export const lightEd25519: Plugin = {
  name: "light-ed25519",
  setup(build) {
    build.onResolve({ filter: /^@noble\/curves\/ed25519\.js$/ }, () => ({ path: LIGHT }));
  },
};
