import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { encodeAnchor } from "../../../../crypto/documents/anchor.ts";
import { encodeSignedDocument } from "../../../../crypto/documents/dsse.ts";
import { instantOf, SECONDS_PER_DAY } from "../../../../crypto/documents/instant.ts";
import {
  cardsOf,
  courierHeld,
  newCeremony,
  newReviewer,
  reviewerHeld,
  signedQuarter,
} from "../../../support/ceremony.ts";
import { commandLine } from "../../../support/command-line.ts";
import { temporaryFolder } from "../support/cli.ts";
import { snapshot } from "../support/folders.ts";

const folder = temporaryFolder();
const path = (name: string) => join(folder, name);
const written = (name: string, bytes: Uint8Array | string) => {
  mkdirSync(dirname(path(name)), { recursive: true });
  writeFileSync(path(name), bytes);
};

const ceremony = newCeremony();
const start = instantOf(Date.now());
const reviewer = newReviewer(ceremony.anchor, "Wren", [
  { notBefore: start, notAfter: (start + 90 * SECONDS_PER_DAY) as typeof start },
]);
const cards = cardsOf(ceremony, [reviewerHeld(reviewer), courierHeld(ceremony.anchor, "Kit")]);
const [january] = (
  await signedQuarter(
    ceremony,
    cardsOf(ceremony, [reviewerHeld(newReviewer(ceremony.anchor, "Ana"))]),
    "2027-01-01",
  )
).documents;
if (january?.kind !== "roster") throw new Error("a roster");

written("anchor.json", encodeAnchor(ceremony.anchor));
for (const { kind, card, bytes } of [...cards.stewards, ...cards.reviewers, ...cards.couriers])
  written(`cards/${kind}-${card.handle}.card`, bytes[0] ?? "");
written("text.txt", "plain");
written("nothing", "");
mkdirSync(path("empty"));
written("known/rosters/0001.signed.json", encodeSignedDocument(january.roster));
written("data/public/anchor.json", encodeAnchor(newCeremony().anchor));
written("own/public/anchor.json", encodeAnchor(ceremony.anchor));

/** What was typed (% stands for the folder), the exit code, and a word that the sentence must have. */
const WRONG: [line: string, code: number, word: string][] = [
  ["anchor", 2, "show"],
  ["roster", 2, "publish, log, verify"],
  ["roster sign", 2, 'no "roster sign"'],
  ["anchor show", 2, "Say which anchor"],
  ["anchor show %anchor.json %anchor.json", 2, "Nothing is expected"],
  ["anchor show %text.txt", 1, "text.txt is no file that Nightjar knows"],
  ["anchor show %cards/courier-Kit.card", 1, "is somebody's card"],
  ["anchor show %known/rosters/0001.signed.json", 1, "is a roster without a currency statement"],
  ["roster publish %known", 2, "--data is missing"],
  ["roster publish --data %nowhere %known", 2, "is not there"],
  ["roster publish --data %empty %known", 2, "is not there"],
  ["roster publish --data %data %known", 1, "nothing was published"],
  ["roster publish --data %data %empty", 1, "nothing to publish"],
  ["roster publish --data %data --anchor %anchor.json %known", 2, "no option --anchor"],
  ["roster publish --data %own %known", 1, "has no annex"],
  ["roster publish --data %own %nothing", 1, "nothing is empty, and no rosters.tar"],
  ["roster publish --data %own %cards/courier-Kit.card", 1, "is somebody's card, and no rosters.tar"],
  ["roster log %known", 2, "--anchor is missing"],
  ["roster log --anchor %anchor.json", 2, "which files or folders"],
  ["roster log --anchor %anchor.json %text.txt", 1, "text.txt is no file that Nightjar knows"],
  ["roster log --anchor %anchor.json %cards/courier-Kit.card", 1, "is somebody's card"],
  ["roster verify --anchor %cards/courier-Kit.card --roster %anchor.json", 1, "Kit.card is somebody's card"],
  ["roster verify --anchor %anchor.json --roster %anchor.json", 1, "is an anchor: another file is due here"],
];

test("wrong use is one sentence, and leaves everything as it was", async () => {
  const before = snapshot(folder);
  for (const [line, code, word] of WRONG) {
    const ended = await commandLine(line.split(" ").map((argument) => argument.replace("%", `${folder}/`)));
    expect({ line, code: ended.code, stdout: ended.stdout }).toEqual({ line, code, stdout: "" });
    expect(ended.stderr).toContain(word);
    expect(ended.stderr).toMatch(/^[^\n]{20,400}[.:)]\n$/);
  }
  expect(snapshot(folder)).toEqual(before);
});

test("where there is no roster, there is no whole chain", async () => {
  const ended = await commandLine(["roster", "log", "--anchor", path("anchor.json"), path("empty")]);
  expect(ended).toMatchObject({
    code: 1,
    stderr: "",
    stdout: expect.stringContaining("no roster here: name"),
  });
});
