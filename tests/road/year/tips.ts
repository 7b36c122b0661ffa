import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, vi } from "vitest";
import type { TipId } from "../../../client/casebook/names.ts";
import type { What } from "../../../client/casebook/what.ts";
import { sealCasebook } from "../../../client/casebook/write-casebook.ts";
import { readCasebooks } from "../../../client/cli/casebook/casebook-files.ts";
import {
  actReaderOf,
  documentsFor,
  recipientsOf,
  reviewerAtWork,
  withActs,
} from "../../../client/cli/casebook/reviewer-at-work.ts";
import type { Codename } from "../../../client/letters/codename.ts";
import { deriveReplyKeys } from "../../../client/letters/reply-keys.ts";
import { proveReply } from "../../../client/letters/reply-proof.ts";
import { EMPTY_REPORT } from "../../../client/report/report.ts";
import { encodeTip, parseTip, TIP_FILE_NAME } from "../../../client/report/tip.ts";
import { openVault } from "../../../client/vault/sealed-vault.ts";
import { collect } from "../../../crypto/bytes.ts";
import { sealEnvelope } from "../../../crypto/envelope.ts";
import { loadSodium } from "../../../crypto/primitives/sodium.ts";
import { dayOf } from "../../../protocol/day.ts";
import { loadPublicDocuments } from "../../../server/pages/public-documents.ts";
import { SpoolFolder } from "../../../server/store/sqlite/folder.ts";
import { startWithStoreInProcess } from "../../support/local-server.ts";
import { PASSPHRASE } from "../../support/people.ts";
import { DAY } from "../../support/spool.ts";
import { carried, carriedBytes, day, does, people, type Sent, tell, year } from "./life.ts";

// Tips of the long year: sent, fetched, opened by everybody who ever had a vault, and kept in casebooks.

export function joins(...who: readonly string[]): void {
  for (const one of who) {
    year.readers.push(one);
    year.opened[one] = [];
    year.newcomers.push(one);
  }
}

/** Somebody who lost a vault can open nothing that came before the next roster. */
export function lostTheVault(who: string): void {
  year.waiting = year.waiting.map((tip) => ({ ...tip, readers: tip.readers.filter((one) => one !== who) }));
}

/** The operator asks how the server fares. */
export async function statusAsked(): Promise<void> {
  await whileServed(() => does("operator", `status --socket ${STATUS}`));
}

const STATUS = "status.sock";

/** One address for all the year, below those that systems give to whoever asks for any: a courier knows it by that. */
const COURIERS = { host: "127.0.0.1", port: 20_000 + (process.pid % 10_000) };

type Served = Awaited<ReturnType<typeof startWithStoreInProcess>>;

/** The server runs while somebody does something. */
export async function whileServed<T>(run: (server: Served) => Promise<T>): Promise<T> {
  // In truth it runs all week, and has no reason to doubt its clock.
  const spool = new SpoolFolder("data/spool");
  spool.create();
  spool.confirmClock(dayOf(Date.now()));
  const said = vi.spyOn(console, "error").mockImplementation(tell);
  const server = await startWithStoreInProcess({
    ...{
      data: "data",
      status: resolve(STATUS),
      now: () => Date.now(),
      report: tell,
      courierListen: COURIERS,
    },
  });
  try {
    await server.spool.tick();
    return await run(server);
  } finally {
    await server.close();
    said.mockRestore();
  }
}

/** @param codename of whoever keeps one: what they send can be answered, and is kept by who answers it */
export async function sendTips(count: number, codename?: Codename): Promise<void> {
  const { anchor, heldRoster } = loadPublicDocuments("data", Date.now, () => {});
  const roster = heldRoster();
  if (!roster) throw new Error(`nobody can send anything on ${day()}`);
  const sodium = await loadSodium();
  await whileServed(async ({ spool }) => {
    for (let i = 0; i < count; i++) {
      const story = `Story ${++year.sent}, told on ${day()}.`;
      const tip = {
        instance: anchor.instance,
        roster: roster.digest,
        language: "en",
        report: { ...EMPTY_REPORT, narrative: story, consent: ["partners"] },
        attachments: [],
      } as const;
      const keys = codename && deriveReplyKeys(codename, anchor.instance, sodium);
      const bytes = encodeTip({ ...tip, reply: keys ? proveReply(tip, [], keys, sodium) : null });
      const file = { name: TIP_FILE_NAME, size: bytes.length, content: [bytes] };
      await spool.put(await collect(sealEnvelope([file], roster, sodium)));
      const text = new TextDecoder().decode(bytes);
      const readers = [...year.readers];
      year.waiting.push({ story, text, time: Date.now(), readers, isAnswered: keys !== undefined });
    }
  });
}

/** A courier comes; then everybody who ever had a vault tries to open all that was brought. */
export async function fetched(courier: string): Promise<void> {
  const bundle = `${++year.fetches}.bundle`;
  await pickup(courier, bundle);
  const brought = year.waiting.filter(({ time }) => Date.now() - time < 22 * DAY);
  year.expired += year.waiting.length - brought.length;
  year.waiting = [];
  for (const [who, tips] of Object.entries(year.opened)) {
    const theirs = brought.filter((tip) => tip.readers.includes(who));
    tips.push(...theirs.map(({ story }) => story));
    const code = theirs.length === brought.length ? 0 : 3;
    await does(who, `open --vault ${who}.vault --out ${who}-tips ${bundle}`, code);
    expect([who, storiesIn(`${who}-tips`)]).toEqual([who, [...tips].sort()]);
  }
  year.toKeep.push(...brought.filter(({ isAnswered }) => !isAnswered));
}

export async function pickup(courier: string, bundle: string, code = 0): Promise<void> {
  await whileServed(({ couriers }) =>
    does(
      courier,
      `courier pickup --url ${couriers} --key ${courier}.key --anchor first.json --bundle ${bundle}`,
      code,
    ),
  );
}

function storiesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((name) => parseTip(new Uint8Array(readFileSync(join(folder, name, TIP_FILE_NAME)))).report.narrative)
    .sort();
}

/** Each reviewer keeps a share of what came, in a copy of the casebook; one of them merges, and everybody checks. */
export async function merged(): Promise<void> {
  for (const who of year.newcomers) await letIn(who);
  year.newcomers = [];
  const { readers, toKeep } = year;
  const copies: string[] = [];
  for (const [i, who] of readers.entries()) {
    const mine = toKeep.filter((tip, j) => tip.readers.includes(who) && j % readers.length === i);
    copies.push(await copyOf(who, mine));
  }
  const [who = ""] = readers;
  const out = `casebook-${day()}.age`;
  await does(who, `casebook merge --vault ${who}.vault --out ${out} ${copies.join(" ")}`);
  [year.casebook, year.toKeep] = [out, []];
  await acceptLastOf(who);
  for (const reader of readers) {
    await does(reader, `casebook verify --vault ${reader}.vault ${year.casebook}`);
    expect([reader, (await read(reader)).acts.signed.length]).toEqual([reader, year.acts]);
  }
  grown(year.casebook);
}

/** Whose last acts nobody had gone on from when they left: a colleague who heard it from them accepts them. */
async function acceptLastOf(who: string): Promise<void> {
  const { findings } = (await read(who)).acts;
  const left = findings.flatMap(({ code, act }) => (code === "reviewer-left" && act ? act.reviewer : []));
  for (const key of new Set(left)) {
    const out = `casebook-with-${key.slice(0, 16)}.age`;
    const more = `--accept ${key} --why "heard it from them"`;
    await does(who, `casebook merge --vault ${who}.vault ${more} --out ${out} ${year.casebook}`);
    year.casebook = out;
    year.acts++;
  }
}

/** Who joined can't open the casebook of before, until a colleague has written it anew with the documents of today. */
async function letIn(who: string): Promise<void> {
  const { casebook } = year;
  if (casebook === "") return;
  await does(who, `casebook verify --vault ${who}.vault ${casebook}`, 1);
  const [colleague = ""] = year.readers;
  const number = String(shown()).padStart(4, "0");
  const documents = `--roster data/public/rosters/${number}.json --annex data/public/annexes/${number}.json`;
  const out = `casebook-for-${who}.age`;
  await does(colleague, `casebook merge --vault ${colleague}.vault ${documents} --out ${out} ${casebook}`);
  year.casebook = out;
}

/** The number of the roster that sources are given. */
function shown(): number {
  const roster = loadPublicDocuments("data", Date.now, () => {}).heldRoster();
  return roster?.roster.sequence ?? 0;
}

async function read(who: string) {
  const sodium = await loadSodium();
  const vault = await openVault(new Uint8Array(readFileSync(`${who}.vault`)), PASSPHRASE, sodium);
  const reviewer = await reviewerAtWork(vault, {}, sodium);
  const { lines } = await readCasebooks(year.casebook === "" ? [] : [year.casebook], reviewer);
  return { reviewer, lines, acts: actReaderOf(reviewer).actsOf(lines) };
}

async function copyOf(who: string, tips: readonly Sent[]): Promise<string> {
  const { reviewer, ...before } = await read(who);
  reviewer.store.add(carried());
  const whats = tips.flatMap(({ text }): What[] => {
    const tip = createHash("sha256").update(text).digest("hex") as TipId;
    const kept = {
      kind: "kept",
      tip,
      form: "report",
      text,
      attachments: [],
      arrived: dayOf(Date.now()),
    } as const;
    return [kept, { kind: "graded", tip, source: "A", information: "1" }];
  });
  year.acts += whats.length;
  const known = { lines: before.lines, acts: actReaderOf(reviewer).actsOf(before.lines) };
  const { lines, acts: now } = withActs(reviewer, known, whats);
  const contents = { documents: documentsFor(reviewer, now), lines, attachments: [] };
  const sealed = sealCasebook(contents, await recipientsOf(reviewer), reviewer.primitives);
  const copy = `${who}-${day()}.age`;
  writeFileSync(copy, await collect(sealed), { mode: 0o600 });
  return copy;
}

/** How much there is of everything that grows, in bytes. */
function grown(book: string): void {
  const sizes = {
    ...{
      casebook: statSync(book).size,
      acts: year.acts,
      known: statSync(people.ceremonyFileOf("heron")).size,
    },
    ...{ "documents.json": carriedBytes().length, vault: statSync("lark.vault").size },
  };
  process.stderr.write(
    `year: ${day()} ${JSON.stringify({ ...sizes, tips: year.sent, expired: year.expired })}\n`,
  );
}
