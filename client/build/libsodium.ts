import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";
import { onlyUsedNames } from "./used-names.ts";
import { wasmAsText } from "./wasm-as-text.ts";

const DECLARATIONS = new URL("../../crypto/primitives/libsodium.d.ts", import.meta.url);

/** Makes libsodium lighter on the wire: what surrounds its WebAssembly, and how that is written; never the thing itself. */
export const libsodium: Plugin = {
  name: "libsodium",
  setup(build) {
    build.onLoad({ filter: /libsodium\.mjs$/ }, async ({ path }) => {
      const [library, declarations] = await Promise.all([
        readFile(path, "utf8"),
        readFile(DECLARATIONS, "utf8"),
      ]);
      return { contents: wasmAsText(onlyUsedNames(library, declarations)), loader: "js" };
    });
  },
};
