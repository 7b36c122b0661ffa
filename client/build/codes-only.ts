import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";

/** An error with its sentence, or a detail for people who debug, as it is thrown. */
const DETAILED =
  /new (CleanError|CryptoError|ReportError|BundleError|ServerError)\(\s*([^,()]+),\s*(?:"[^"]*"|`[^`]*`|[A-Z]+),?\s*\)/g;

const LITERAL = String.raw`'[^'\\\n]*'|"[^"\\\n]*"|\`[^\`]*\``;

/** An error of a package with what it says: literals and names, put together in any way, with parentheses but once. */
const SAID = new RegExp(
  String.raw`new (Type|Range|)Error\((?:[^()'"\`]|${LITERAL}|\((?:[^()'"\`]|${LITERAL})*\))+\)`,
  "g",
);

/** What a package calls an argument that it checks, which is said in errors alone. */
const CALLED =
  /\b(a(?:array|bool|bytes|function|number|object|opts|safenumber|string)\d?\([^()]*), '[^']*'\)/g;

/** Lines that put together what an error of a package says, and nothing else. */
const SAYING =
  /^ +const (?:ofLen|got|message|prefix) = .*(?:` of length |`type=|'expected |title && `"\$\{title\}").*;\n/gm;

/**
 * Leaves the English sentences and details of errors out of the page, which acts on their codes and has sentences of
 * its own, in three languages; of the packages' errors too, of which a person sees none.
 */
export const codesOnly: Plugin = {
  name: "codes-only",
  setup(build) {
    build.onLoad({ filter: /\/(crypto|report|pictures|bundle)\/sentences\.ts$/ }, () => ({
      contents: "export const SENTENCES = {};",
      loader: "js",
    }));
    // Of every file, not of some folders': a tree may lie below a folder that is called like one.
    build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      return { contents: source.replaceAll(DETAILED, "new $1($2)"), loader: "ts" };
    });
    build.onLoad({ filter: /\/node_modules\/@(noble|scure)\/.*\.js$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      return {
        contents: source.replaceAll(SAID, "new $1Error()").replaceAll(SAYING, "").replaceAll(CALLED, "$1)"),
        loader: "js",
      };
    });
  },
};
