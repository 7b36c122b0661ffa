import { cpSync, rmSync } from "node:fs";
import { expect } from "vitest";
import { DAY } from "../../support/spool.ts";
import { day, does, goTo, keepWeek, resumed, served, sign, turn, year } from "./life.ts";
import { fetched, joins, lostTheVault, merged, pickup, sendTips, statusAsked } from "./tips.ts";

// From the lapse in March to December: a newcomer, a stolen courier's key, a revocation, a holiday of the only
// courier, a lost vault; tips each week, couriers every second one, a casebook of all each month.

const STEWARDS = ["crane", "heron", "egret"];
const LINE = "--anchor anchor.json --move move.json";

/** What happens on a day besides. */
const EVENTS: Readonly<Record<string, () => Promise<void>>> = {
  async "2027-03-24"() {
    await does("robin", "vault follow --vault robin.vault --move move.json --yes");
  },
  async "2027-04-14"() {
    await does("lark", "vault backup --vault lark.vault --threshold 2 --shares 3 --out lark-shares");
    await does(
      "finch",
      `reviewer enroll ${LINE} --handle finch --from today --vault finch.vault --card cards/finch.card`,
    );
    await sign("draft-4", ["crane", "egret"], STEWARDS);
    joins("finch");
  },
  async "2027-06-09"() {
    await does("kite", "courier init --anchor anchor.json --handle kite --out kite");
    rmSync("cards/swift.card");
    cpSync("kite/courier.card", "cards/kite.card");
    await sign("draft-5", ["heron", "crane"], STEWARDS);
    year.courier = "kite";
  },
  async "2027-07-14"() {
    rmSync("cards/robin.card");
    await sign("draft-6", ["egret", "heron"], STEWARDS);
    year.readers = year.readers.filter((who) => who !== "robin");
  },
  async "2027-09-15"() {
    for (const lost of ["lark.vault", "cards/lark.card"]) rmSync(lost);
    lostTheVault("lark");
    await does("lark", "vault restore --vault lark.vault lark-shares/share-1.json lark-shares/share-3.json");
    await does("lark", "reviewer renew --vault lark.vault --from today --card cards/lark.card");
    await sign("draft-7", ["crane", "heron"], STEWARDS);
  },
  async "2027-11-10"() {
    await sign("draft-8", ["egret", "crane"], STEWARDS);
  },
};

/** Weeks in which no courier comes, who would have: a holiday. */
const HOLIDAY = ["2027-08-11", "2027-08-25"];

export async function restOfYear(): Promise<void> {
  for (let i = 0; i < 37; i++) {
    goTo(new Date(Date.parse("2027-03-24") + i * 7 * DAY).toISOString().slice(0, 10));
    const date = day();
    if (date < (resumed ?? "")) continue;
    keepWeek();
    await EVENTS[date]?.();
    // Every fifth week nobody has time, unless rosters have just changed.
    if (i % 5 !== 4 || EVENTS[date]) await turn(STEWARDS[i % 3] ?? "");
    expect(served()).toMatch(/^roster /);
    if (date === "2027-06-09") await pickup("swift", "stolen.bundle", 1);
    await sendTips(1 + (i % 2));
    if (i % 2 === 1) continue;
    goTo(new Date(Date.now() + DAY).toISOString().slice(0, 10));
    if (HOLIDAY.includes(date)) await statusAsked();
    else await fetched(year.courier);
    if (i % 4 !== 0) continue;
    await merged();
    await statusAsked();
  }
}
