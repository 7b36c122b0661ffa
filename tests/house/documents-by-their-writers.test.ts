import { expect, test } from "vitest";
import { filesBelow, textOf } from "../support/imports.ts";

/** What only the product's own writers call: client/ceremony, client/vault, client/bundle, client/casebook. */
const ENCODERS =
  /\b(encode(Roster|Annex|People|Currency|Vault|Act|List|Documents|ReviewerCard|StewardCard|CourierCard|AnchorMove)|signManifest)\b/;

/** Tests that call them all the same, and why. */
const MAY: Readonly<Record<string, string>> = {
  "tests/crypto/documents/documents.test.ts": "the encoders' own test",
  "tests/crypto/documents/ceremony-documents.test.ts": "the encoders' own test",
  "tests/crypto/documents/roster-versions.test.ts": "the encoder's own test",
  "tests/client/vault/vault-text.test.ts": "the encoder's own test",
  "tests/client/casebook/acts.test.ts": "the encoder's own test",
  "tests/client/bundle/merge-documents.test.ts": "what a server answers to a courier, also more than it may",
  "tests/client/bundle/moved.test.ts": "what stolen keys sign, and moves of the anchor",
  "tests/server/rosters/roster-store.test.ts": "a move of the anchor",
  "tests/client/bundle/bundle.test.ts": "the list's encoder is tested there",
  "tests/client/casebook/casebook-file.test.ts": "casebook files put together as the writer never would",
  "tests/client/cli/open-bundle.test.ts": "bundles that carry a forged roster beside the genuine ones",
  "tests/client/keys/reviewer.test.ts": "a move that too few stewards signed, and a bundle with moves alone",
  "tests/client/vault/destruction.test.ts": "looks for destroyed keys in a vault's text",
  "tests/client/ceremony/audit.test.ts": "moves of the anchor under which rosters were signed",
  "tests/client/ceremony/draft.test.ts": "an annex as earlier versions sealed it",
  "tests/client/ceremony/review.test.ts": "drafts that a steward must not sign",
  "tests/client/workbench/places/gazetteer.test.ts": "how long an act with a place gets",
  "tests/fuzz/targets.ts": "an act that is let in is the same bytes when it is written again",
  "tests/support/bundles.ts": "what a server answers to a courier, which the server puts together itself",
  "tests/support/casebooks.ts": "the digest of an act",
  "tests/support/roster-files.ts": "rosters and statements of other times than the ceremony allows",
};

test("a document in a test is made by the product's own writer, as far as it isn't wrong on purpose", () => {
  const callers = filesBelow("tests").filter(
    (file) => !file.startsWith("tests/house/") && ENCODERS.test(textOf(file)),
  );
  expect(callers.sort()).toEqual(Object.keys(MAY).sort());
});
