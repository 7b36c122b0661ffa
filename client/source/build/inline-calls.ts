import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";

interface Rewriting {
  readonly call: RegExp;
  readonly inline: string;
  /** How often the library makes this call: another number means another library than this was written for. */
  readonly times: number;
}

/** What the innermost loops of noble call, by the end of the file's path; each rewriting computes the same. */
const REWRITINGS: Readonly<Record<string, readonly Rewriting[]>> = {
  "@noble/ciphers/chacha.js": [
    {
      call: /(x\d\d) = rotl\((x\d\d \^ x\d\d), (\d+)\);/g,
      inline: "$1 = $2; $1 = ($1 << $3) | ($1 >>> (32 - $3));",
      times: 32,
    },
  ],
  "@noble/ciphers/_poly1305.js": [
    {
      call: /= u8to16\(data, offset \+ (\d+)\);/g,
      inline: "= data[offset + $1] | (data[offset + $1 + 1] << 8);",
      times: 8,
    },
  ],
  "@noble/hashes/sha3.js": [
    { call: /rotlH\(B0, B1, 1\)/g, inline: "((B0 << 1) | (B1 >>> 31))", times: 1 },
    { call: /rotlL\(B0, B1, 1\)/g, inline: "((B1 << 1) | (B0 >>> 31))", times: 1 },
    { call: /rotlH\(curH, curL, shift\)/g, inline: rotated("curH", "curL"), times: 1 },
    { call: /rotlL\(curH, curL, shift\)/g, inline: rotated("curL", "curH"), times: 1 },
  ],
};

/**
 * Writes the smallest functions of noble's ciphers out where they are called. An engine with a JIT does this by
 * itself; at Tor Browser's Safer level there is none, and the calls cost as much again as the cipher.
 */
export const inlineCalls: Plugin = {
  name: "inline-calls",
  setup(build) {
    for (const [file, rewritings] of Object.entries(REWRITINGS)) {
      const filter = new RegExp(`/node_modules/${file.replaceAll(".", "\\.")}$`);
      build.onLoad({ filter }, async ({ path }) => ({
        contents: rewritings.reduce(rewrite, await readFile(path, "utf8")),
        loader: "js",
      }));
    }
  },
};

/** @throws Error if the library isn't the one that this was written for */
function rewrite(source: string, { call, inline, times }: Rewriting): string {
  const found = source.match(call)?.length ?? 0;
  if (found !== times) throw new Error(`noble has ${call} ${found} times, where this build knows ${times}`);
  return source.replace(call, inline);
}

/** The upper half, given first, of 64 bits rotated to the left by `shift`, which is neither 0 nor 32. */
function rotated(high: string, low: string): string {
  const far = `(${low} << (shift - 32)) | (${high} >>> (64 - shift))`;
  const near = `(${high} << shift) | (${low} >>> (32 - shift))`;
  return `(shift > 32 ? ${far} : ${near})`;
}
