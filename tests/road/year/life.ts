import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, vi } from "vitest";
import { parseDocuments } from "../../../client/bundle/documents.ts";
import { signedDocument } from "../../../crypto/documents/dsse.ts";
import { instantOf } from "../../../crypto/documents/instant.ts";
import { encodeBase64 } from "../../../crypto/encoding.ts";
import { loadPublicDocuments } from "../../../server/pages/public-documents.ts";
import { rosterNotices } from "../../../server/rosters/notices.ts";
import { temporaryFolder } from "../../client/cli/support/cli.ts";
import { commandLine } from "../../support/command-line.ts";
import { PASSPHRASE, People } from "../../support/people.ts";
import { prepareData } from "../../support/server.ts";

// What people of an instance do by what keys.html calls and by the product's commands, and what they are told.

const folder = temporaryFolder();
export const people = new People(folder, (who, line) => note(who, line));
const was = process.cwd();

/** A tip of the long year: who should read it is written down here by name when it is sent, whatever rosters say. */
export interface Sent {
  readonly story: string;
  readonly text: string;
  readonly time: number;
  readonly readers: readonly string[];
  /** Whether somebody answers it in letters, and keeps it with that. */
  readonly isAnswered: boolean;
}

/** All that the test knows of its year, besides what lies in people's folders. */
export const year = {
  told: [] as string[],
  /** The reviewers at present, and the courier. */
  readers: [] as string[],
  courier: "swift",
  /** The tips that each who ever had a vault must have opened. */
  opened: {} as Record<string, string[]>,
  /** What the server has told its operator. */
  said: [] as string[],
  sent: 0,
  waiting: [] as Sent[],
  expired: 0,
  fetches: 0,
  /** What was opened since casebooks were merged last, and by whom none has been opened yet. */
  toKeep: [] as Sent[],
  newcomers: [] as string[],
  casebook: "",
  acts: 0,
  /** By whom codenames are kept: 32 hex digits each. */
  codenames: {} as Record<string, string>,
};

/** With YEAR_KEPT=DIR each week of the long year is kept there; with YEAR_FROM=DATE besides it goes on from one. */
const { YEAR_KEPT: kept, YEAR_FROM: resumed } = process.env;

export { resumed };

export function keepWeek(): void {
  if (kept === undefined) return;
  const week = join(kept, day());
  rmSync(week, { recursive: true, force: true });
  mkdirSync(week, { recursive: true });
  cpSync(folder, join(week, "folder"), { recursive: true });
  writeFileSync(join(week, "year.json"), JSON.stringify(year));
}

export function resumeFrom(date: string): void {
  const week = join(kept ?? "", date);
  cpSync(join(week, "folder"), folder, { recursive: true, force: true });
  Object.assign(year, JSON.parse(readFileSync(join(week, "year.json"), "utf8")));
}

beforeAll(async () => {
  renameSync(await prepareData(), join(folder, "data"));
  vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2027, 0, 1, 9) });
  process.chdir(folder);
  for (const name of ["rosters", "annexes"]) rmSync(`data/public/${name}`, { recursive: true, force: true });
});
afterAll(() => {
  process.chdir(was);
  vi.useRealTimers();
});

export const day = () => new Date().toISOString().slice(0, 10);
export const goTo = (date: string) => vi.setSystemTime(Date.parse(`${date}T09:00:00Z`));

/** What somebody is told, without what is different in each run: tips are brought in an order of chance. */
export function note(who: string, text: string, sorted = false): void {
  const lines = text.split("\n").filter((one) => one !== "");
  const same = lines.map((line) =>
    line
      .replaceAll(/\b[0-9a-f]{16,64}\b…?/g, "<hex>")
      .replaceAll(/the disk is up to \d+/g, "the disk is up to <some>")
      .replaceAll(/127\.0\.0\.1:\d+/g, "<server>")
      .replaceAll(/counted since \S+:/g, "counted since <its start>:")
      .replaceAll(/(?<=^|: | {2}|the anchor )(?:[a-z]{3,8} ){11}[a-z]{3,8}/g, "<12 words>"),
  );
  for (const line of sorted ? same.sort() : same) year.told.push(`${day()}  ${who}: ${line}`);
}

/** A command of somebody's; it must end as said. */
export async function does(who: string, command: string, code = 0): Promise<void> {
  const words = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
  const passphrases = words.includes("--vault") ? [PASSPHRASE] : [];
  const said = await commandLine(words, ...passphrases);
  note(who, `$ ${command}`);
  for (const text of [said.stdout, said.stderr]) note(who, text, words[0] === "open");
  expect(said.code, `${day()} ${command}\n${said.stdout}${said.stderr}`).toBe(code);
}

/** What the server tells its operator: each sentence once, as long as it runs. */
export function tell(sentence: string): void {
  if (year.said.includes(sentence)) return;
  year.said.push(sentence);
  note("server", sentence);
}

/** What a server that looks now tells, and shows. */
export function served(): string {
  const documents = loadPublicDocuments("data", Date.now, tell);
  const view = documents.rosters.look();
  const notice = rosterNotices(tell);
  notice(view, instantOf(Date.now()));
  return view.shown.kind === "served"
    ? `roster ${view.shown.roster.document.roster.sequence}`
    : view.shown.kind;
}

/** The documents that couriers carry from it. */
export function carriedBytes(): Uint8Array {
  const { anchorBytes, moves, rosters } = loadPublicDocuments("data", Date.now, (sentence) => {
    throw new Error(sentence);
  });
  const view = rosters.look();
  const text = (files: readonly { readonly bytes: Uint8Array }[]) =>
    files.map(({ bytes }) => Buffer.from(bytes).toString()).join();
  const led =
    moves.length > 0 ? `,"moves":${JSON.stringify(moves.map((move) => signedDocument.write(move)))}` : "";
  return Buffer.from(
    `{"anchor":"${encodeBase64(anchorBytes)}","rosters":[${text(view.rosters)}],"annexes":[${text(view.annexes)}]${led}}`,
  );
}

export const carried = () => parseDocuments(carriedBytes());

/** A draft from today on, from hand to hand; every steward then takes a copy of what was signed. */
export async function sign(
  signers: readonly string[],
  stewards: readonly string[],
  { cards = [], leave = [] }: { readonly cards?: readonly string[]; readonly leave?: readonly string[] } = {},
): Promise<void> {
  const others = stewards.filter((name) => !signers.includes(name));
  const asked = { weeks: 0, months: 3, letters: day() === "2027-01-01" ? 1 : undefined } as const;
  await people.decide(signers, asked, { cards, leave, others });
}

export async function turn(who: string): Promise<void> {
  await people.freshen(who);
  await does("operator", "roster publish --data data rosters.tar");
}
