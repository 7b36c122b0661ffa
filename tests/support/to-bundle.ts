import { wordsBeginning } from "../../client/letters/codename.ts";
import { LANGUAGES, wordsOf } from "../../client/report/vocabulary/languages.ts";
import { malformed } from "../../crypto/documents/canonical.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { noble } from "../../crypto/primitives/noble.ts";
import { loadSodium } from "../../crypto/primitives/sodium.ts";

// To be bundled as the page is; a classic script gives what it has through the global object.
Object.assign(globalThis, {
  bundled: {
    noble,
    loadSodium,
    labels: LANGUAGES.map((tag) => wordsOf(tag).labels),
    words: wordsBeginning(""),
    said: [malformed("type").message, new CryptoError("tar-malformed", "in particular").message],
  },
});
