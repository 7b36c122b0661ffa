import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "vitest";
import type { Correspondent } from "../../../client/casebook/mailbag-plan.ts";
import type { TipId } from "../../../client/casebook/names.ts";
import { type Codename, newCodename } from "../../../client/letters/codename.ts";
import { findLetters } from "../../../client/letters/find-letters.ts";
import { deriveReplyKeys } from "../../../client/letters/reply-keys.ts";
import type { OpenedTip } from "../../../client/opening/opened-tip.ts";
import { Replies } from "../../../client/opening/replies.ts";
import { keptWhat } from "../../../client/workbench/review/kept-act.ts";
import type { ShownLetter } from "../../../client/workbench/worker/casebook-messages.ts";
import type { Finds } from "../../../client/workbench/worker/finds.ts";
import type { FoundTip } from "../../../client/workbench/worker/messages.ts";
import { openFile } from "../../../client/workbench/worker/open-file.ts";
import { Session } from "../../../client/workbench/worker/session.ts";
import { Unlocked } from "../../../client/workbench/worker/unlocked.ts";
import { encodeHex, parseHex } from "../../../crypto/encoding.ts";
import { loadSodium } from "../../../crypto/primitives/sodium.ts";
import { LETTERS_PATH, parsePool } from "../../../protocol/letters.ts";
import { loadPublicDocuments } from "../../../server/pages/public-documents.ts";
import { PASSPHRASE } from "../../support/people.ts";
import { day, does, note, year } from "./life.ts";
import { sendTips, whileServed } from "./tips.ts";

// Letters of the long year, by the functions that the pages call: Anne reads and writes again; Beth's first letter goes
// with a stolen courier's key, is renewed, read months later, and over in the end; Cora's was by who is then revoked.

/** Who sends a tip under a codename, a new one if they have none; in which week. */
const SENT: Readonly<Record<string, string>> = {
  "2027-03-31": "anne",
  "2027-04-14": "anne",
  "2027-05-19": "beth",
  "2027-06-23": "cora",
};

/** Which reviewer writes in a week to whom, and what; in others one of them makes a mailbag all the same. */
const ANSWERED: Readonly<Record<string, { by: string; to: string; text: string }>> = {
  "2027-04-07": { by: "robin", to: "anne", text: "Since when?" },
  "2027-04-21": { by: "lark", to: "anne", text: "We are looking into it." },
  "2027-05-19": { by: "lark", to: "beth", text: "Are you safe?" },
  "2027-06-30": { by: "robin", to: "cora", text: "Who else was there?" },
  "2027-07-28": { by: "finch", to: "cora", text: "Somebody else asks now." },
};

/** Who looks in a week, before they write, and what is shown to them; how many are by who isn't a reviewer any more. */
const LOOKED: Readonly<Record<string, { who: string; texts: readonly string[]; formerly: number }>> = {
  "2027-04-14": { who: "anne", texts: ["Since when?"], formerly: 0 },
  "2027-04-28": { who: "anne", texts: ["Since when?", "We are looking into it."], formerly: 0 },
  "2027-07-07": { who: "cora", texts: ["Who else was there?"], formerly: 0 },
  "2027-07-21": { who: "cora", texts: [], formerly: 1 },
  "2027-08-04": { who: "cora", texts: ["Somebody else asks now."], formerly: 1 },
  "2027-10-13": { who: "beth", texts: ["Are you safe?"], formerly: 0 },
  "2027-11-24": { who: "beth", texts: [], formerly: 0 },
};

/** What those do in a week who keep codenames. */
export async function readAndWritten(week: string): Promise<void> {
  const looked = LOOKED[week];
  if (looked)
    expect([looked.who, ...(await look(looked.who))]).toEqual([looked.who, looked.texts, looked.formerly]);
  const who = SENT[week];
  if (who === undefined) return;
  year.codenames[who] ??= encodeHex(newCodename());
  await sendTips(1, codenameOf(who));
}

/** A courier is there: a reviewer writes, if there is anything to be written, and gives them a mailbag. */
export async function writtenBack(week: string): Promise<void> {
  const answer = ANSWERED[week];
  const by = answer?.by ?? year.readers[0] ?? "";
  const { session, tips, correspondents } = await atWork(by);
  const { casebook, letters } = session;
  if (answer) {
    const address = await addressOf(answer.to);
    const tip = tips.findLast(
      ({ contents }) => contents.kind === "report" && contents.tip.reply?.address === address,
    );
    if (!tip) throw new Error(`${by} has no tip of ${answer.to}'s`);
    const keeping = casebook.view.tips.get(tip.id)?.kept.length ? [] : [keptWhat(tip)];
    const { to: _, by: __, ...said } = answer;
    await letters.write({ ...{ tip: tip.id, address, language: "en", code: "text", keeping }, ...said });
    casebook.change();
    year.acts += keeping.length + 1;
  }
  const bag = await letters.makeBag(correspondents(), () => {});
  year.acts += bag.letters + bag.renewals;
  note(by, `a mailbag of ${bag.letters} letters and ${bag.renewals} renewals`);
  writeFileSync("mailbag", bag.bytes);
  await letters.confirm(new Blob([readFileSync("mailbag")]));
  note(by, (await Promise.all(casebook.change().letters.map(fateOf))).join("\n"), true);
  year.casebook = `casebook-${day()}-letters.age`;
  writeFileSync(year.casebook, (await casebook.seal([])).bytes);
  const { courier } = year;
  const key = `--key ${courier}.key --anchor first.json`;
  await whileServed(({ couriers }) => does(courier, `courier deliver mailbag --url ${couriers} ${key}`));
}

/** A reviewer's workbench, with the casebook and all bundles so far. */
async function atWork(who: string) {
  const sodium = await loadSodium();
  const unlocked = await Unlocked.open(new Uint8Array(readFileSync(`${who}.vault`)), PASSPHRASE, sodium);
  const session = new Session(unlocked);
  const tips: OpenedTip[] = [];
  const replies = new Replies<TipId>();
  const finds: Finds = {
    tip({ opened }: FoundTip) {
      session.casebook.letters.noteTip(opened);
      replies.note(opened.id, opened.day, opened.contents);
      tips.push(opened);
    },
    ...{ bundle() {}, broken() {}, read() {}, people() {}, casebook() {}, own() {}, draft() {} },
  };
  const bundles = Array.from({ length: year.fetches }, (_, i) => `${i + 1}.bundle`);
  for (const name of [...bundles, year.casebook])
    await openFile(new Blob([readFileSync(name)]), name, session, finds);
  const correspondents = () =>
    new Map<string, Correspondent>(
      session.casebook.letters.shown.flatMap(({ address }) => {
        const reply = replies.replyTo(address);
        return reply ? [[address, { reply, lastHeard: replies.lastHeard(address) }] as const] : [];
      }),
    );
  return { session, tips, correspondents };
}

/** What became of a letter, as the workbench says. */
async function fateOf({ address, letter, isSound, fate }: ShownLetter): Promise<string> {
  const who = Object.keys(year.codenames);
  const addresses = await Promise.all(who.map(addressOf));
  const to = who[addresses.indexOf(address)];
  return `letter ${letter.number} to ${to}${isSound ? "" : ", not sound"}: ${Object.values(fate).join(" ")}`;
}

/** Comes back with a codename: the texts that are shown, and how many letters are by who isn't a reviewer any more. */
async function look(who: string): Promise<[string[], number]> {
  const served = await whileServed(async ({ url }) => (await fetch(`${url}${LETTERS_PATH}`)).arrayBuffer());
  const pool = parsePool(new Uint8Array(served));
  const roster = loadPublicDocuments("data", Date.now, () => {}).heldRoster();
  if (!roster) throw new Error(`nobody can read anything on ${day()}`);
  const { letters, formerly, ...rest } = await findLetters(
    pool,
    await keysOf(who),
    roster,
    await loadSodium(),
  );
  note(
    who,
    `looks through ${pool.length} slots: ${letters.length} letters are shown, ${formerly} are by others`,
  );
  for (const { number, on, text } of letters) note(who, `letter ${number} of ${on}: ${text}`);
  expect(rest).toEqual({ missing: [], newerRoster: false, invalid: 0 });
  return [letters.map(({ text }) => text), formerly];
}

function codenameOf(who: string): Codename {
  return parseHex(year.codenames[who] ?? "", 16, "document-malformed") as Uint8Array as Codename;
}

async function keysOf(who: string) {
  const { anchor } = loadPublicDocuments("data", Date.now, () => {});
  return deriveReplyKeys(codenameOf(who), anchor.instance, await loadSodium());
}

async function addressOf(who: string): Promise<string> {
  return encodeHex((await keysOf(who)).publics.address);
}
