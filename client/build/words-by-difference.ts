import type { Plugin } from "esbuild";

/**
 * Says of each word of the English list of BIP 39 only what the word before it hasn't: how many letters it shares with
 * that, and its own. The list is in the order of the alphabet, so that is a third less to send.
 */
export const wordsByDifference: Plugin = {
  name: "words-by-difference",
  setup(build) {
    build.onLoad({ filter: /\/@scure\/bip39\/wordlists\/english\.js$/ }, async () => {
      const { wordlist } = await import("@scure/bip39/wordlists/english.js");
      return {
        contents: `export const wordlist = (${wordsOf})(${JSON.stringify(differences(wordlist))});`,
        loader: "js",
      };
    });
  },
};

/** `0abandon2ility` for abandon, ability. */
function differences(words: readonly string[]): string {
  return words
    .map((word, i) => {
      const before = words[i - 1] ?? "";
      let shared = 0;
      while (shared < word.length && word[shared] === before[shared]) shared++;
      return `${shared}${word.slice(shared)}`;
    })
    .join("");
}

/** The words again: this text runs in the page. */
const wordsOf = `(text) => {
  let word = "";
  return text.match(/\\d[a-z]*/g).map((difference) => (word = word.slice(0, +difference[0]) + difference.slice(1)));
}`;
