import { expect } from "vitest";
import { DAY } from "../../support/spool.ts";
import { readAndWritten, writtenBack } from "./letters.ts";
import { day, goTo, keepWeek, people, resumed, served, sign, turn, year } from "./life.ts";
import { fetched, joins, lostTheVault, merged, pickup, sendTips, statusAsked } from "./tips.ts";

// From the lapse in March to December: a newcomer, a stolen courier's key, a revocation, a holiday of the only
// courier, a lost vault; tips each week, couriers every second one, a casebook of all each month, and letters all along.

const STEWARDS = ["crane", "heron", "egret"];
/** The places of Lark's shares that are kept for a day on which the vault is lost. */
const SHARES = [1, 3].map((number) => people.path(`lark.share-${number}.json`));

/** What happens on a day besides. */
const EVENTS: Readonly<Record<string, () => Promise<void>>> = {
  async "2027-03-24"() {
    await people.follow("robin", people.line);
  },
  async "2027-04-14"() {
    await people.share("lark");
    await people.enrol("finch", 12, undefined, people.line);
    await sign(["crane", "egret"], STEWARDS, { cards: ["finch"] });
    joins("finch");
  },
  async "2027-06-09"() {
    await people.appoint("kite");
    await sign(["heron", "crane"], STEWARDS, { cards: ["kite"], leave: ["swift"] });
    year.courier = "kite";
  },
  async "2027-07-14"() {
    await sign(["egret", "heron"], STEWARDS, { leave: ["robin"] });
    year.readers = year.readers.filter((who) => who !== "robin");
  },
  async "2027-09-15"() {
    lostTheVault("lark");
    await people.restore("lark", SHARES);
    await people.renew("lark");
    await sign(["crane", "heron"], STEWARDS, { cards: ["lark"], leave: ["lark"] });
  },
  async "2027-11-10"() {
    await sign(["egret", "crane"], STEWARDS);
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
    await readAndWritten(date);
    if (i % 2 === 1) continue;
    goTo(new Date(Date.now() + DAY).toISOString().slice(0, 10));
    if (HOLIDAY.includes(date)) await statusAsked();
    else await fetched(year.courier);
    if (i % 4 === 0) await merged();
    if (!HOLIDAY.includes(date)) await writtenBack(date);
    if (i % 4 === 0) await statusAsked();
  }
}
