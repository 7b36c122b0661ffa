import { pathToFileURL } from "node:url";
import type { Plugin } from "esbuild";

/**
 * Leaves the English sentences of errors out of the page, which acts on their codes and has sentences of its own, in
 * three languages.
 */
export const codesOnly: Plugin = {
  name: "codes-only",
  setup(build) {
    build.onLoad({ filter: /\/(crypto|report|pictures)\/sentences\.ts$/ }, async ({ path }) => {
      const { SENTENCES }: { SENTENCES: object } = await import(pathToFileURL(path).href);
      const codes = JSON.stringify(Object.keys(SENTENCES).join(" "));
      const contents = `export const SENTENCES = Object.fromEntries(${codes}.split(" ").map((code) => [code, ""]));`;
      return { contents, loader: "js" };
    });
  },
};
