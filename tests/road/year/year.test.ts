import { cpSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { DocumentStore } from "../../../client/bundle/document-store.ts";
import { reviewersOf } from "../../../client/casebook/trust.ts";
import { openVault } from "../../../client/vault/sealed-vault.ts";
import { lineOf } from "../../../client/vault/vault.ts";
import { loadSodium } from "../../../crypto/primitives/sodium.ts";
import { inLong } from "../../support/seeded.ts";
import { DAY } from "../../support/spool.ts";
import {
  carried,
  does,
  follow,
  goTo,
  PASSPHRASE,
  resumed,
  resumeFrom,
  served,
  sign,
  turn,
  year,
} from "./life.ts";
import { restOfYear } from "./rest.ts";
import { fetched, joins, merged, sendTips } from "./tips.ts";

// A quarter of an instance by the product's own commands, under a clock of its own: stewards with folders of their own
// who freshen in turn, a week that nobody comes, a move of the anchor with a leaver who signed and freshened, and a
// lapse. What everybody is told stands in told.txt, line by line. `npm run test:long` lives the whole year, with tips.

vi.mock("../../../client/vault/sealed-vault.ts", async (load) => {
  const real = await load<typeof import("../../../client/vault/sealed-vault.ts")>();
  const sealVault: typeof real.sealVault = (vault, passphrase, primitives) =>
    real.sealVault(vault, passphrase, primitives, 10);
  return { ...real, sealVault };
});

/** Robin joins in the middle of a period; Ibis, who will leave, is one of those who sign. */
async function newcomer(): Promise<void> {
  const files = "--vault robin.vault --card cards/robin.card";
  await does("robin", `reviewer enroll --anchor anchor.json --handle robin --from today ${files}`);
  await sign("draft-2", ["ibis", "crane"], OLD);
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
  mkdirSync("cards");
  for (const who of OLD) {
    mkdirSync(`${who}/known`, { recursive: true });
    await does(who, `steward init --handle ${who} --vault ${who}/vault --card cards/${who}.card`);
  }
  await does(
    "crane",
    'anchor create --name "Night post" --threshold 2 --out anchor.json cards/crane.card cards/heron.card cards/ibis.card',
  );
  cpSync("anchor.json", "data/public/anchor.json");
  expect(served()).toBe("none");
  for (const who of ["lark", "wren"])
    await does(
      who,
      `reviewer enroll --anchor anchor.json --handle ${who} --from today --vault ${who}.vault --card cards/${who}.card`,
    );
  joins("lark", "wren");
  await does("swift", "courier init --anchor anchor.json --handle swift --out swift");
  cpSync("swift/courier.card", "cards/swift.card");
  await sign("draft-1", ["heron", "crane"], OLD);

  // A turn each week, each from a folder that holds no statement of the others; in the fifth week nobody comes.
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
  await does(
    "heron",
    `steward freshen --anchor anchor.json --known heron/known --vault heron/vault --yes --out heron/known`,
  );
  goTo("2027-02-22");
  await does("operator", "roster publish --data data heron/known", 1);
  await turn("heron");
  expect(served()).toBe("roster 4");

  // Ibis leaves, who called rosters current that those who stay had signed, and signed a later redraft; Wren leaves with it.
  goTo("2027-02-24");
  mkdirSync("egret");
  await does("egret", "steward init --handle egret --vault egret/vault --card cards/egret.card");
  await does(
    "crane",
    "anchor move --anchor anchor.json --threshold 2 --out move --leaving cards/ibis.card cards/crane.card cards/heron.card cards/egret.card",
  );
  for (const who of ["crane", "heron"])
    await does(who, `steward sign --anchor anchor.json --vault ${who}/vault --yes move`);
  await does("crane", "anchor assemble --anchor anchor.json --out move.json move");
  await does("operator", "anchor follow --anchor anchor.json --move move.json --out anchor-2.json");
  await does("lark", "vault follow --vault lark.vault --move move.json --yes");
  rmSync("cards/ibis.card");
  rmSync("cards/wren.card");
  year.readers = year.readers.filter((who) => who !== "wren");
  cpSync("crane/known", "egret/known", { recursive: true });
  cpSync("anchor-2.json", "data/public/anchor.json");
  const line = follow("move.json");
  await does(
    "heron",
    `steward freshen ${line} --known heron/known --vault heron/vault --yes --out heron/known`,
    1,
  );
  await sign("draft-3", ["egret", "crane"], NEW);
  await turn("egret", `${line} `);
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
  inLong(240_000, 3_600_000),
);
