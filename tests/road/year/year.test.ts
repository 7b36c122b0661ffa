import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { DocumentStore } from "../../../client/bundle/document-store.ts";
import { reviewersOf } from "../../../client/casebook/trust.ts";
import { openVault } from "../../../client/vault/sealed-vault.ts";
import { lineOf } from "../../../client/vault/vault.ts";
import { loadSodium } from "../../../crypto/primitives/sodium.ts";
import { PASSPHRASE } from "../../support/people.ts";
import { inLong } from "../../support/seeded.ts";
import { DAY } from "../../support/spool.ts";
import { carried, does, goTo, people, resumed, resumeFrom, served, sign, turn, year } from "./life.ts";
import { restOfYear } from "./rest.ts";
import { fetched, joins, merged, sendTips } from "./tips.ts";

// A quarter of an instance by what keys.html calls and the operator's commands, under a clock of its own: stewards with
// files of their own who freshen in turn, a week that nobody comes, a move of the anchor with a leaver who signed and
// freshened, and a lapse. What everybody is told stands in told.txt, line by line. `npm run test:long` lives the whole
// year, with tips.

/** Robin joins in the middle of a period; Ibis, who will leave, is one of those who sign. */
async function newcomer(): Promise<void> {
  await people.enrol("robin");
  await sign(["ibis", "crane"], OLD, { cards: ["robin"] });
  joins("robin");
}

const isLong = inLong(false, true);

/** After these weeks a courier comes, and casebooks are merged. */
const MARKED = ["2027-01-08", "2027-01-22", "2027-02-12", "2027-02-19"];

const dayAfter = (date: string) => new Date(Date.parse(date) + DAY).toISOString().slice(0, 10);

const OLD = ["crane", "heron", "ibis"];
const NEW = ["crane", "heron", "egret"];

/** From the founding to a lapse in March. */
async function firstQuarter(): Promise<void> {
  // January: everybody makes a key.
  await people.found(OLD);
  cpSync("anchor.json", "data/public/anchor.json");
  cpSync("anchor.json", "first.json");
  expect(served()).toBe("none");
  for (const who of ["lark", "wren"]) await people.enrol(who);
  joins("lark", "wren");
  await people.appoint("swift");
  await sign(["heron", "crane"], OLD, { cards: ["lark", "wren", "swift"] });

  // A turn each week, each with a file that holds no statement of the others since the draft; in the fifth week nobody comes.
  const weeks = [
    "2027-01-01",
    "2027-01-08",
    "2027-01-15",
    "2027-01-22",
    "",
    "2027-02-05",
    "2027-02-12",
    "2027-02-19",
  ];
  for (const [i, date] of weeks.entries()) {
    if (date === "") continue;
    goTo(date);
    if (date === "2027-02-05") await newcomer();
    await turn(OLD[i % 3] ?? "");
    expect(served()).toBe(`roster ${date < "2027-02-01" ? 1 : 4}`);
    if (isLong) await sendTips(2);
    if (isLong && MARKED.includes(date)) {
      goTo(dayAfter(date));
      await fetched("swift");
      await merged();
    }
  }

  // A clock that is twenty days fast: asked, answered wrongly, and nobody else is kept from anything by it.
  goTo("2027-03-14");
  await people.freshen("heron");
  goTo("2027-02-22");
  await does("operator", "roster publish --data data rosters.tar", 1);
  await turn("heron");
  expect(served()).toBe("roster 4");

  // Ibis leaves, who called rosters current that those who stay had signed, and signed a later redraft; Wren leaves with it.
  goTo("2027-02-24");
  await people.move(["crane", "heron"], { come: ["egret"], leave: ["ibis"] });
  await people.follow("lark", people.line);
  year.readers = year.readers.filter((who) => who !== "wren");
  cpSync("anchor.json", "data/public/anchor.json");
  await expect(people.freshen("heron")).rejects.toMatchObject({ code: "in-force-moved" });
  await sign(["egret", "crane"], NEW, { leave: ["wren"] });
  await turn("egret");
  expect(served()).toBe("roster 7");

  // All that was is history for who follows: no document is refused, no reviewer's acts vanish.
  const sodium = await loadSodium();
  const vault = await openVault(new Uint8Array(readFileSync("lark.vault")), PASSPHRASE, sodium);
  const store = new DocumentStore(lineOf(vault), sodium);
  expect(store.add(carried())).toEqual([]);
  expect([store.hasMoved, reviewersOf(store.rosters).size]).toEqual([false, 3]);

  // Nobody comes for three weeks; then one statement is enough.
  for (const date of ["2027-03-07", "2027-03-10", "2027-03-11"]) {
    goTo(date);
    served();
  }
  goTo("2027-03-17");
  expect(served()).toBe("none");
  await turn("heron");
  expect(served()).toBe("roster 8");
}

test(
  "a quarter: turns, a week without, a leaver who signed and freshened, a lapse",
  async () => {
    if (resumed === undefined) await firstQuarter();
    else resumeFrom(resumed);
    if (isLong) await restOfYear();
    const file = inLong("told.txt", "told-year.txt");
    await expect(`${year.told.join("\n")}\n`).toMatchFileSnapshot(join(import.meta.dirname, file));
  },
  inLong(600_000, 3_600_000),
);
