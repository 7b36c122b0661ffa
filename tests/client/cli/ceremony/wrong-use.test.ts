import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
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
mkdirSync(path("empty"));
written("known/rosters/0001.signed.json", encodeSignedDocument(january.roster));
written("data/public/anchor.json", encodeAnchor(newCeremony().anchor));
written("own/public/anchor.json", encodeAnchor(ceremony.anchor));

const steward = "%cards/steward-Crane.card";
const draft =
  "roster draft --anchor %anchor.json --cards %cards --known %empty --letters 1 --from 2027-01-01T00:00:00Z";

/** What was typed (% stands for the folder), the exit code, and a word that the sentence must have. */
const WRONG: [line: string, code: number, word: string][] = [
  ["anchor", 2, "create, show, move"],
  ["roster", 2, "draft, assemble, publish, log, verify"],
  ["roster sign", 2, 'no "roster sign"'],
  ["anchor create", 2, "--name is missing"],
  ["anchor create --name x --out %a", 2, "--threshold is missing"],
  ["anchor create --name x --threshold 1", 2, "--out is missing"],
  ["anchor create --name x --threshold 1 --out %a", 2, "which stewards' cards"],
  [`anchor create --name x --threshold 2 --out %a ${steward}`, 2, "whole number from 1 to 1"],
  [`anchor create --name x --threshold 1 --currency-days 91 --out %a ${steward}`, 2, "from 1 to 90"],
  [`anchor create --name x --threshold 1 --out %anchor.json ${steward}`, 1, "is there already"],
  [`anchor create --name x --threshold 1 --out %a ${steward} ${steward}`, 1, "share a signing key"],
  ["anchor create --name x --threshold 1 --out %a %cards/reviewer-Wren.card", 1, "Only stewards' cards"],
  ["anchor create --name x --threshold 1 --out %a %text.txt", 1, "text.txt: The document is not"],
  ["anchor create --name x --threshold 1 --out %a %nowhere", 2, "is not there"],
  ["anchor create --name x --threshold 1 --out %a %empty", 2, "holds no file that ends in .card"],
  ["anchor show", 2, "Say which anchor"],
  ["anchor show %anchor.json %anchor.json", 2, "Nothing is expected"],
  ["anchor show %text.txt", 1, "text.txt: The document is not"],
  ["anchor move --anchor %anchor.json --threshold 1 --out %m", 2, "which stewards' cards"],
  [`anchor move --anchor %anchor.json --threshold 1 --out %known ${steward}`, 1, "is not empty"],
  [
    `anchor move --anchor %anchor.json --threshold 1 --out %m --leaving ${steward} ${steward}`,
    1,
    "share a signing key",
  ],
  ["anchor assemble --anchor %anchor.json --out %m", 2, "Say which draft"],
  ["anchor assemble --anchor %anchor.json --out %m %empty", 1, "no draft"],
  ["anchor follow --anchor %anchor.json --out %m", 2, "--move is missing"],
  [
    "anchor follow --anchor %anchor.json --move %cards/courier-Kit.card --out %m",
    1,
    "Kit.card: The document",
  ],
  ["roster draft", 2, "--anchor is missing"],
  ["roster draft --anchor %anchor.json", 2, "--cards is missing"],
  [`${draft} --out %d --periods 13`, 2, "from 1 to 12"],
  [`${draft.replace("letters 1", "letters 3")} --out %d`, 2, "from 0 to 2"],
  [`${draft.replace("letters 1", "letters 2")} --periods 1 --out %d`, 1, "more reviewers than there are"],
  [`${draft.replace(" --letters 1", "")} --periods 1 --out %d`, 1, "has to say whether"],
  [`${draft} --out %d --length 1y`, 2, "a length like 1mo"],
  [draft, 2, "--out is missing"],
  [`${draft} --out %known`, 1, "is not empty"],
  [`${draft} --out %d --move %nowhere`, 2, "is not there"],
  [
    "roster draft --anchor %anchor.json --cards %cards --known %cards --from 2027-01-01T00:00:00Z --out %d",
    2,
    "neither rosters nor annexes",
  ],
  [
    "roster draft --anchor %anchor.json --cards %cards --known %empty --from morrow --out %d",
    2,
    "today, +2w or 2026-12-01",
  ],
  [
    "roster draft --anchor %anchor.json --cards %cards --known %empty --from 2020-01-01T00:00:00Z --out %d",
    1,
    "more than a day ago",
  ],
  [
    "roster draft --anchor %anchor.json --cards %cards --known %empty --from 2099-01-01T00:00:00Z --out %d",
    1,
    "no identities for this time",
  ],
  [
    `roster draft --anchor %anchor.json --cards ${steward} --known %empty --from 2027-01-01T00:00:00Z --out %d`,
    1,
    "steward's card is missing",
  ],
  ["roster assemble --anchor %anchor.json --out %o", 2, "Say which draft"],
  ["roster assemble --anchor %anchor.json --out %o %empty", 1, "no draft"],
  ["roster publish %known", 2, "--data is missing"],
  ["roster publish --data %nowhere %known", 2, "is not there"],
  ["roster publish --data %empty %known", 2, "is not there"],
  ["roster publish --data %data %known", 1, "nothing was published"],
  ["roster publish --data %data %empty", 1, "nothing to publish"],
  ["roster publish --data %data --anchor %anchor.json %known", 1, "another anchor than this one"],
  ["roster publish --data %own %known", 1, "has no annex"],
  ["roster log %known", 2, "--anchor is missing"],
  ["roster log --anchor %anchor.json", 2, "which files or folders"],
  ["roster log --anchor %anchor.json %text.txt", 1, "text.txt: The document is not"],
  ["roster log --anchor %anchor.json %cards/courier-Kit.card", 1, "neither a roster nor an annex"],
  ["steward review --anchor %anchor.json --known %known", 2, "--vault is missing"],
  ["steward review --anchor %anchor.json --known %known --vault %text.txt", 2, "Say which draft"],
  ["steward review --anchor %anchor.json --known %known --vault %text.txt %empty", 1, "no draft"],
  ["steward sign --anchor %anchor.json --known %known --vault %text.txt %nowhere", 2, "is not there"],
  ["steward sign --anchor %anchor.json --yes=please --vault %text.txt x", 2, "--yes takes no value"],
  ["steward freshen --anchor %anchor.json --known %known --vault %text.txt", 2, "--out is missing"],
  ["steward freshen --anchor %anchor.json --known %known --vault %nowhere --out %o", 2, "is not there"],
  ["steward freshen --anchor %anchor.json --known %known --vault %text.txt --out %o", 1, "not a vault"],
  [
    "steward freshen --anchor %anchor.json --known %known --vault %text.txt --out %o --issued now",
    2,
    "today, +2w or 2026-12-01",
  ],
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
  expect(readdirSync(folder)).not.toContain("d");
});
