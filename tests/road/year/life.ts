import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, vi } from "vitest";
import { parseDocuments } from "../../../client/bundle/documents.ts";
import { signedDocumentToJson } from "../../../crypto/documents/dsse.ts";
import { instantOf } from "../../../crypto/documents/instant.ts";
import { encodeBase64 } from "../../../crypto/encoding.ts";
import { loadPublicDocuments } from "../../../server/public-documents.ts";
import { RosterNotices } from "../../../server/rosters/notices.ts";
import { temporaryFolder } from "../../client/cli/support/cli.ts";
import { commandLine } from "../../support/command-line.ts";
import { prepareData } from "../../support/server.ts";

// What people of an instance do, each in a folder of that name, by the product's own commands, and what they are told.

const folder = temporaryFolder();
export const PASSPHRASE = "six words drawn by dice";
const was = process.cwd();
export const told: string[] = [];

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

/** What somebody is told, without what is different in each run. */
export function note(who: string, text: string): void {
  for (const line of text.split("\n").filter((one) => one !== "")) {
    const same = line
      .replaceAll(/\b[0-9a-f]{16,64}\b…?/g, "<hex>")
      .replaceAll(/127\.0\.0\.1:\d+/g, "<server>")
      .replaceAll(/(?:[a-z]+ ){11}[a-z]+$/g, "<12 words>");
    told.push(`${day()}  ${who}: ${same}`);
  }
}

/** Tips are brought in an order of chance. */
const sorted = (text: string) => text.split("\n").sort().join("\n");

/** A command of somebody's, who has a folder of that name; it must end as said. */
export async function does(who: string, command: string, code = 0): Promise<void> {
  const words = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
  const passphrases = words.includes("--vault") ? [PASSPHRASE] : [];
  const said = await commandLine(words, ...passphrases);
  note(who, `$ ${command}`);
  for (const text of [said.stdout, said.stderr]) note(who, words[0] === "open" ? sorted(text) : text);
  expect({ command, ...said }).toMatchObject({ code });
}

/** What a server that is started now tells its operator, and shows. */
export function served(): string {
  const documents = loadPublicDocuments("data", Date.now, (sentence) => note("server", sentence));
  const view = documents.shelf.look();
  const notices = new RosterNotices((sentence) => note("server", sentence));
  notices.note(view, instantOf(Date.now()));
  return view.shown.kind === "served"
    ? `roster ${view.shown.roster.document.roster.sequence}`
    : view.shown.kind;
}

/** The documents that couriers carry from it. */
export function carriedBytes(): Uint8Array {
  const { anchorBytes, moves, shelf } = loadPublicDocuments("data", Date.now, (sentence) => {
    throw new Error(sentence);
  });
  const { rosters, annexes } = shelf.look();
  const text = (files: readonly { readonly bytes: Uint8Array }[]) =>
    files.map(({ bytes }) => Buffer.from(bytes).toString()).join();
  const led = moves.length > 0 ? `,"moves":${JSON.stringify(moves.map(signedDocumentToJson))}` : "";
  return Buffer.from(
    `{"anchor":"${encodeBase64(anchorBytes)}","rosters":[${text(rosters)}],"annexes":[${text(annexes)}]${led}}`,
  );
}

export const carried = () => parseDocuments(carriedBytes());

/** How commands are told of the anchor. */
let line = "--anchor anchor.json";
export const follow = (move: string) => {
  line = `--anchor anchor.json --move ${move}`;
  return line;
};

/** A draft from hand to hand; everybody who is a steward then takes a copy of what was signed. */
export async function sign(draft: string, by: readonly string[], stewards: readonly string[]): Promise<void> {
  const [first = ""] = by;
  await does(first, `roster draft ${line} --cards cards --known ${first}/known --from today --out ${draft}`);
  for (const who of by)
    await does(who, `steward sign ${line} --known ${who}/known --vault ${who}/vault --yes ${draft}`);
  for (const who of stewards) await does(who, `roster assemble ${line} --out ${who}/known ${draft}`);
}

export async function turn(who: string, publish = ""): Promise<void> {
  await does(
    who,
    `steward freshen ${line} --known ${who}/known --vault ${who}/vault --yes --out ${who}/known`,
  );
  await does("operator", `roster publish --data data ${publish} ${who}/known`);
}
