import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CeremonyError } from "../../../../client/ceremony/errors.ts";
import { parseAnchor } from "../../../../crypto/documents/anchor.ts";
import { anchorFingerprint } from "../../../../crypto/documents/fingerprint.ts";
import { loadPublicDocuments } from "../../../../server/pages/public-documents.ts";
import { commandLine } from "../../../support/command-line.ts";
import { People } from "../../../support/people.ts";
import { prepareData, removeData, startServer } from "../../../support/server.ts";
import { temporaryFolder } from "../support/cli.ts";
import { snapshot } from "../support/folders.ts";

const folder = temporaryFolder();
const at = (name: string) => join(folder, name);
const people = new People(folder);
const made: string[] = [];

/** Ibis, by whom what was in force is signed and called current, leaves, and Egret comes. */
beforeAll(async () => {
  await people.found(["crane", "heron", "ibis"]);
  await people.enrol("wren", 3);
  await people.appoint("swift");
  const first = { weeks: 0, months: 2, letters: 1 } as const;
  await people.decide(["ibis", "heron"], first, { cards: ["wren", "swift"], others: ["crane"] });
  await people.freshen("ibis");
  for (const name of ["anchor.json", "rosters.tar"]) cpSync(at(name), at(`before-${name}`));
  await people.move(["crane", "heron"], { come: ["egret"], leave: ["ibis"] });
  await people.decide(["crane", "egret"], { ...first, letters: undefined }, { others: ["heron"] });
  await people.freshen("egret");
}, 120_000);
afterAll(() => made.forEach(removeData));

/** A server's data folder with the pages, and with whatever anchor and rosters. */
async function dataWith(anchor: string, rosters?: string): Promise<string> {
  const data = await prepareData();
  made.push(data);
  for (const name of ["rosters", "annexes"]) rmSync(join(data, "public", name), { recursive: true });
  cpSync(anchor, join(data, "public/anchor.json"));
  if (rosters) expect(await publish(data, rosters)).toMatchObject({ code: 0, stderr: "" });
  return data;
}

const before = () => dataWith(at("before-anchor.json"), at("before-rosters.tar"));
const publish = (data: string, rosters = people.rosters) =>
  commandLine(["roster", "publish", "--data", data, rosters]);

test("setup brings the whole line and all rosters: to a new server, and to one that ran before the move", async () => {
  for (const data of [await dataWith(people.anchor), await before()]) {
    const files = ["--anchor", people.anchor, "--known", people.rosters];
    expect(await commandLine(["setup", "--data", data, ...files, "--force"])).toMatchObject({ code: 0 });
    expect(readFileSync(join(data, "public/line.json"))).toEqual(readFileSync(people.line));
    const sequences = readdirSync(join(data, "public/rosters")).map((name) => name.slice(0, 4));
    expect(sequences.sort()).toEqual(["0001", "0002", "0003", "0004"]);
    expect(await publish(data)).toEqual({
      code: 0,
      stdout: "There is nothing new to publish.\n",
      stderr: "",
    });
    const told: string[] = [];
    const { moves, rosters } = loadPublicDocuments(data, Date.now, (sentence) => told.push(sentence));
    expect([moves.length, rosters.look().shown.kind, told]).toEqual([1, "served", []]);
  }
});

test("a server that runs says once that the anchor is another one, and what is brought for that one waits for it", async () => {
  const data = await before();
  const [was, told] = [snapshot(data), [] as string[]];
  const { rosters } = loadPublicDocuments(data, Date.now, (sentence) => told.push(sentence));
  rosters.look();
  expect(await publish(data)).toMatchObject({
    code: 1,
    stdout: "",
    stderr: expect.stringContaining(
      new CeremonyError("anchor-moved", join(data, "public/anchor.json")).message,
    ),
  });
  expect([snapshot(data), told]).toEqual([was, []]);
  cpSync(people.anchor, join(data, "public/anchor.json"));
  expect(await publish(data)).toMatchObject({ code: 0, stderr: "" });
  for (let i = 0; i < 2; i++) rosters.look();
  expect(told).toEqual(["anchor.json is another than this server was started with: restart it."]);
});

test("a line that ends in another anchor is not used, and that is said", async () => {
  const data = await before();
  cpSync(people.line, join(data, "public/line.json"));
  const told: string[] = [];
  const { moves } = loadPublicDocuments(data, Date.now, (sentence) => told.push(sentence));
  expect([moves, told]).toEqual([[], [expect.stringMatching(/^line\.json is not used: it doesn't lead to/)]]);
  writeFileSync(join(data, "public/line.json"), "{}");
  loadPublicDocuments(data, Date.now, (sentence) => told.push(sentence));
  expect(told.at(-1)).toMatch(/^line\.json is not used: /);
});

test("roster log takes the line; the newest anchor alone doesn't vouch for those before it", async () => {
  const log = (anchor: string) => commandLine(["roster", "log", "--anchor", anchor, people.rosters]);
  expect(await log(people.line)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("Roster 3 takes the place of 1"),
  });
  expect(await log(people.anchor)).toMatchObject({ code: 1, stdout: expect.stringContaining("WRONG") });
});

test("a courier's machine that is new since is given the line, and checks everything", async () => {
  const data = await dataWith(people.anchor, people.rosters);
  const server = await startServer({ data, env: { NIGHTJAR_COURIER_LISTEN: "127.0.0.1:0" } });
  try {
    const where = ["--url", server.couriers ?? "", "--key", people.keyOf("swift")];
    const pickup = (anchor: string, bundle: string) =>
      commandLine(["courier", "pickup", ...where, "--anchor", anchor, "--bundle", at(bundle)]);
    const ended = await pickup(people.line, "line.bundle");
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    const anchor = parseAnchor(new Uint8Array(readFileSync(people.anchor)));
    expect(ended.stdout).toContain(anchorFingerprint(anchor));
    expect(ended.stdout).not.toContain("before this anchor");
  } finally {
    await server.stop();
  }
});
