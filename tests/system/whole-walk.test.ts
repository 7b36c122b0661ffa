import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { EMPTY_REPORT } from "../../client/report/report.ts";
import { encodeTip } from "../../client/report/tip.ts";
import { collect } from "../../crypto/bytes.ts";
import { parseAnchor } from "../../crypto/documents/anchor.ts";
import { instantOf, parseInstant } from "../../crypto/documents/instant.ts";
import { parseRosterFile } from "../../crypto/documents/roster-file.ts";
import { VerifiedRoster } from "../../crypto/documents/verified-roster.ts";
import { sealEnvelope } from "../../crypto/envelope.ts";
import { loadSodium } from "../../crypto/primitives/sodium.ts";
import { temporaryFolder } from "../client/cli/support/cli.ts";
import { codeOf } from "../support/code-of.ts";
import { commandLine } from "../support/command-line.ts";
import { type LocalServer, startWithStoreInProcess } from "../support/local-server.ts";
import { PASSPHRASE, People } from "../support/people.ts";
import { publishPages } from "../support/server.ts";
import { post } from "../support/submit.ts";

// Three stewards, five reviewers, twelve periods: one year of an instance, by what keys.html calls, the operator's
// commands, and a clock that the test sets. Each test goes on where the one before it ended.

const STEWARDS = ["heron", "crane", "ibis"];
const REVIEWERS = ["wren", "robin", "finch", "swift", "cuckoo"];
const COURIERS = ["magpie", "jay"];
const REMOVED = "cuckoo";
const REMAINING = REVIEWERS.slice(0, 4);

const primitives = await loadSodium();
const folder = temporaryFolder();
const people = new People(folder);
const data = people.path("data");
let server: LocalServer;
/** What a hostile server kept: the roster file of the last moment before the revocation. */
let oldRosterFile: Uint8Array;

function go(time: string): void {
  vi.setSystemTime(new Date(time));
}

/** A page's own doing: the roster file is verified by the anchor in it and the clock, and sealed to. */
async function served(): Promise<Uint8Array> {
  return new Uint8Array(await (await fetch(`${server.url}/v1/roster`)).arrayBuffer());
}

async function servedSequence(): Promise<number> {
  const anchor = parseAnchor(readFileSync(people.anchor));
  const file = parseRosterFile(await served());
  return VerifiedRoster.verify(anchor, file, instantOf(Date.now()), primitives).roster.sequence;
}

async function sealTip(name: string, rosterFile?: Uint8Array): Promise<void> {
  const anchor = parseAnchor(readFileSync(people.anchor));
  const roster = VerifiedRoster.verify(
    anchor,
    parseRosterFile(rosterFile ?? (await served())),
    instantOf(Date.now()),
    primitives,
  );
  const tip = encodeTip({
    instance: anchor.instance,
    roster: roster.digest,
    language: "en",
    report: { ...EMPTY_REPORT, narrative: `The tip of ${name}.` },
    attachments: [],
    reply: null,
  });
  const file = { name: "tip.json", size: tip.length, content: [tip] };
  const envelope = await collect(sealEnvelope([file], roster, primitives));
  writeFileSync(people.path(`${name}.age`), envelope);
  expect((await post(server.url, envelope)).status).toBe(201);
}

/** Which of these tips somebody's vault, as it is now, opens. */
async function opened(reader: string, names: readonly string[]): Promise<string[]> {
  const out = people.path("out");
  rmSync(out, { recursive: true, force: true });
  const envelopes = names.map((name) => people.path(`${name}.age`));
  const vault = people.vaultOf(reader);
  const ended = await commandLine(["open", "--identity", vault, "--out", out, ...envelopes], PASSPHRASE);
  const whole = names.filter((name) => existsSync(people.path("out", name)));
  for (const name of whole) {
    expect(readFileSync(people.path("out", name, "tip.txt"), "utf8")).toContain(`The tip of ${name}.`);
  }
  expect(ended.code).toBe(whole.length === names.length ? 0 : 3);
  const refused = ended.stderr.match(/None of the identities/g) ?? [];
  expect(refused).toHaveLength(names.length - whole.length);
  return whole;
}

async function whoOpens(name: string): Promise<string[]> {
  const readers: string[] = [];
  for (const reader of REVIEWERS) if ((await opened(reader, [name])).length > 0) readers.push(reader);
  return readers;
}

beforeAll(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});

/** The server, by the clock of this walk. */
async function serve(): Promise<void> {
  await publishPages(data, readFileSync(people.anchor));
  await calledCurrent("crane");
  server = await startWithStoreInProcess({ data, now: () => Date.now() });
}

/** A steward's turn, and what the operator does with it. */
async function calledCurrent(steward: string): Promise<void> {
  await people.freshen(steward);
  await done("roster", "publish", "--data", data, people.rosters);
}

/** A command that must succeed. */
async function done(...args: string[]): Promise<string> {
  const said = await commandLine(args);
  expect({ args, ...said }).toMatchObject({ code: 0, stderr: "" });
  return said.stdout;
}

/** What a courier finds new at the server. */
async function pickUp(courier: string, bundle: string): Promise<string> {
  const who = ["--key", people.keyOf(courier), "--anchor", people.anchor];
  return await done("courier", "pickup", "--url", server.couriers, ...who, "--bundle", bundle);
}

/** The bundle that a courier brings; what a reviewer with the vault is told of it, and its tips' texts. */
async function brought(courier: string, reader: string) {
  const bundle = people.path(`${courier}-${Date.now()}.bundle`);
  await pickUp(courier, bundle);
  const out = people.path(`${courier}-${Date.now()}`);
  const said = await commandLine(
    ["open", "--vault", people.vaultOf(reader), "--out", out, bundle],
    PASSPHRASE,
  );
  const texts = readdirSync(out).map((name) => readFileSync(join(out, name, "tip.txt"), "utf8"));
  return { bundle, said, texts };
}

afterAll(async () => {
  vi.useRealTimers();
  await server.close();
});

describe("a year of an instance", () => {
  test("it is founded: two of three stewards sign a quarter, and a server serves its first month", async () => {
    go("2026-11-24T10:00:00Z");
    await people.found(STEWARDS);
    for (const name of REVIEWERS) await people.enrol(name, 12, parseInstant("2026-12-01T00:00:00Z"));
    for (const name of COURIERS) await people.appoint(name);
    const cards = [...REVIEWERS, ...COURIERS];
    await people.decide(["heron", "ibis"], { weeks: 1, months: 3, letters: 1 }, { cards, others: ["crane"] });
    go("2026-12-01T08:00:00Z");
    await serve();
    await sealTip("december");
    expect(await whoOpens("december")).toEqual(REVIEWERS);
  });

  test("next month another roster is in force by itself, with other keys", async () => {
    go("2026-12-28T08:00:00Z");
    await calledCurrent("heron");
    go("2027-01-04T08:00:00Z");
    expect(await servedSequence()).toBe(2);
    await sealTip("january");
    expect(await whoOpens("january")).toEqual(REVIEWERS);
  });

  test("a reviewer is revoked: on an honest server nothing is sealed to that reviewer from then on", async () => {
    go("2027-01-11T09:00:00Z");
    await calledCurrent("heron");
    oldRosterFile = await served();
    go("2027-01-12T09:00:00Z");
    const asked = { weeks: 0, months: 3, letters: undefined };
    await people.decide(["heron", "crane"], asked, { leave: [REMOVED], others: ["ibis"] });
    await calledCurrent("crane");
    expect(await servedSequence()).toBe(4);
    await sealTip("revoked");
    expect(await whoOpens("revoked")).toEqual(REMAINING);
  });

  test("a hostile server can keep the old roster alive for the rest of its statement's life, and no longer", async () => {
    go("2027-01-25T08:59:59Z");
    await sealTip("replayed", oldRosterFile);
    expect(await opened(REMOVED, ["replayed"])).toEqual(["replayed"]);
    go("2027-01-25T09:00:00Z");
    const anchor = parseAnchor(readFileSync(people.anchor));
    const verify = () =>
      VerifiedRoster.verify(anchor, parseRosterFile(oldRosterFile), instantOf(Date.now()), primitives);
    expect(codeOf(verify)).toBe("currency-stale");
  });

  test("a tip sealed to the replaced roster raises the alarm when a courier brings it", async () => {
    go("2027-01-25T10:00:00Z");
    const { said, texts } = await brought("magpie", "wren");
    expect(said.code).toBe(0);
    const alarmed = texts.filter((text) => text.includes("SUPERSEDED ROSTER"));
    expect(alarmed).toHaveLength(1);
    expect(alarmed[0]).toContain("The tip of replayed.");
    expect(said.stderr + said.stdout).toContain("SUPERSEDED ROSTER");
  });

  test("what one courier brought is nothing new to that courier, and all new to another", async () => {
    expect((await brought("jay", "robin")).texts).toHaveLength(4);
    go("2027-01-25T11:00:00Z");
    const said = await pickUp("magpie", people.path("none.bundle"));
    expect(said).toContain("othing");
    expect(existsSync(people.path("none.bundle"))).toBe(false);
  });

  test("no steward's next statement revives what was replaced, in this month or the next", async () => {
    go("2027-01-26T09:00:00Z");
    await calledCurrent("ibis");
    go("2027-02-02T09:00:00Z");
    expect(await servedSequence()).toBe(5);
    await sealTip("february");
    expect(await whoOpens("february")).toEqual(REMAINING);
  });

  test("a machine whose clock says 2036 loses nothing", async () => {
    const roster = people.path("roster.json");
    writeFileSync(roster, await served());
    go("2036-01-01T00:00:00Z");
    expect(await people.destroy("wren", roster)).toBe(0);
    expect(await opened("wren", ["december"])).toEqual(["december"]);
  });

  test("45 days after its end, seen on a signed statement, a month's keys are destroyed, and nothing else", async () => {
    go("2027-02-16T09:00:00Z");
    await calledCurrent("heron");
    const { bundle } = await brought("magpie", "wren");
    for (const name of REMAINING) expect(await people.destroy(name, bundle)).toBe(1);
    const all = ["december", "january", "revoked", "replayed", "february"];
    for (const name of REMAINING) expect(await opened(name, all)).toEqual(all.slice(1));
    expect(await opened(REMOVED, all)).toEqual(["december", "january", "replayed"]);
  });

  test("the chain of the year is whole", async () => {
    const files = [people.ceremonyFileOf("ibis"), people.path("data", "public")];
    expect(await done("roster", "log", "--anchor", people.anchor, ...files)).toContain("one whole chain");
  });
});
