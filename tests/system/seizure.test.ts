import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { newCodename } from "../../client/letters/codename.ts";
import { proveReply } from "../../client/letters/reply-proof.ts";
import { EMPTY_REPORT } from "../../client/report/report.ts";
import { encodeTip } from "../../client/report/tip.ts";
import { collect } from "../../crypto/bytes.ts";
import { instantOf, SECONDS_PER_DAY } from "../../crypto/documents/instant.ts";
import type { SigningSeed } from "../../crypto/ed25519.ts";
import { encodeHex } from "../../crypto/encoding.ts";
import { sealEnvelope } from "../../crypto/envelope.ts";
import { randomBelow, randomBytes } from "../../crypto/random.ts";
import { joinSlots } from "../../protocol/letters.ts";
import { lineOf } from "../support/behind-front.ts";
import { putInForce, TestCourier } from "../support/couriers.ts";
import { digestOf, fakeEnvelope, partsOf } from "../support/envelopes.ts";
import { filesBelow, filesWith, samplesOf } from "../support/files.ts";
import { ROOT } from "../support/imports.ts";
import { newSeed, testInstance } from "../support/instance.ts";
import { bagWith, letterTo, signedLetter, sourceOf } from "../support/letters.ts";
import { fakeMailbag } from "../support/mailbags.ts";
import { formsOf, memoryOf } from "../support/memory.ts";
import { sodium } from "../support/primitives.ts";
import { prepareData, type RunningServer, removeData, startServer } from "../support/server.ts";
import { ServerClock } from "../support/server-clock.ts";
import { storedEnvelopes } from "../support/spool-files.ts";
import { newUploadId } from "../support/submit.ts";

// An instance whose sources are known is seized: its data folder, all that its process printed, and its memory. What
// can be learned from them, fact by fact, is compared with the table in SECURITY.md. (What tor holds, and the kernel,
// and the disk below the files, isn't here.)

const DAY = 86_400_000;
const OPEN_DAY = 24;
const marker = (what: string) => `${what}-${Buffer.from(randomBytes(12)).toString("hex")}`;
const instance = testInstance({ now: instantOf(Date.now() - 2 * DAY) });
const couriers = instance.couriers.slice(0, 2) as [SigningSeed, SigningSeed];
/** The couriers' numbers, and that of one who is revoked before the seizure. */
const NUMBERS = [4021, 4022, 4023];
const revoked = newSeed();
const courierId = encodeHex(sodium.ed25519PublicKey(couriers[0]));
const folder = mkdtempSync(join(tmpdir(), "nightjar-seizure-"));
const data = await prepareData({ instance });
let server: RunningServer;
let image: readonly Buffer[];
let memory: readonly Buffer[];
let seized: number;

/** What the sources can be answered by: of all one codename, to which there is a letter. */
const codename = newCodename();
const replyKeys = sourceOf(instance, codename);
const letter = marker("letter");

/** Everything about one source that nobody else should know. */
interface Source {
  readonly address: string;
  readonly agent: string;
  readonly circuit: number;
  readonly secret: string;
  readonly envelope: Uint8Array;
}

async function newSource(): Promise<Source> {
  const secret = marker("narrative");
  return {
    address: `127.77.${100 + randomBelow(150)}.${100 + randomBelow(150)}`,
    agent: marker("Browser"),
    circuit: 10_000_000 + randomBelow(2 ** 30),
    secret,
    envelope: await sealedTip(secret),
  };
}

async function sealedTip(secret: string): Promise<Uint8Array> {
  const written = {
    instance: instance.anchor.instance,
    roster: instance.roster.digest,
    language: "zh-Hans",
    report: { ...EMPTY_REPORT, narrative: `我看见了 ${secret}。` },
    attachments: [],
  };
  const tip = encodeTip({ ...written, reply: proveReply(written, [], replyKeys, sodium) });
  return await collect(
    sealEnvelope([{ name: "tip.json", size: tip.length, content: [tip] }], instance.roster, sodium),
  );
}

/** One request of a source, by its circuit and from its address; its status. */
function send(
  { address, agent, circuit }: Source,
  method: string,
  path: string,
  body: Uint8Array,
  type = "application/octet-stream",
): Promise<number> {
  const head = `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nUser-Agent: ${agent}\r\nConnection: close\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n`;
  const port = Number(new URL(server.url).port);
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", localAddress: address });
    let received = "";
    socket.setEncoding("latin1").on("data", (text: string) => {
      received += text;
    });
    socket.once("error", reject).once("close", () => resolve(Number(received.slice(9, 12))));
    socket.write(Buffer.concat([Buffer.from(lineOf(circuit) + head), body]));
  });
}

const submit = async (source: Source) =>
  expect(await send(source, "POST", "/v1/envelopes", source.envelope)).toBe(201);

const known = {
  /** Handed in on a day that is over. */
  before: [] as Source[],
  /** One of them, which both couriers had acknowledged, and which was erased. */
  gone: undefined as Source | undefined,
  /** One that both have acknowledged, and that still waits to be erased. */
  complete: undefined as Source | undefined,
  /** Handed in today, in this order. */
  today: [] as Uint8Array[],
  /** A mailbag by the first courier of the day before, one by the second of today, and one by who was revoked since. */
  bags: [await letterBag(), fakeMailbag(), fakeMailbag()] as const,
  /** What a courier's visit of today was known by: in hexadecimal, and by name. */
  visit: { challenge: "", token: "", agent: marker("Courier") },
  /** In parts, and committed. */
  whole: { id: newUploadId(), envelope: fakeEnvelope(2_000_000) },
  /** In parts, and left. */
  unfinished: { id: newUploadId(), envelope: fakeEnvelope(3_000_000) },
};

beforeAll(async () => {
  await dayBefore();
  await today();
  await new Promise((resolve) => setTimeout(resolve, 11_000));
  process.kill(server.pid, "SIGSTOP");
  seized = Date.now();
  image = [...filesBelow(data).map((path) => readFileSync(path)), Buffer.from(server.output())];
  memory = [...memoryOf(server.pid)];
});
afterAll(async () => {
  await server.kill();
  removeData(data);
  rmSync(folder, { recursive: true });
});

async function dayBefore(): Promise<void> {
  const clock = new ServerClock();
  clock.isAhead(-SECONDS_PER_DAY);
  await putInForce(data, instance, [...couriers, revoked], NUMBERS);
  const listen = { NIGHTJAR_CIRCUITS: "1", NIGHTJAR_COURIER_LISTEN: "127.0.0.1:0" };
  server = await startServer({ data, env: { ...listen, ...clock.environment } });
  await deliver(couriers[0], known.bags[0]);
  await deliver(revoked, known.bags[2]);
  for (let i = 0; i < 4; i++) known.before.push(await newSource());
  for (const source of known.before) await submit(source);
  expect(await server.stop()).toBe(0);
  clock.remove();
  await putInForce(data, instance, couriers, NUMBERS.slice(0, 2));
}

async function today(): Promise<void> {
  const env = {
    NIGHTJAR_CIRCUITS: "1",
    NIGHTJAR_CIRCUIT_TIPS: "100",
    NIGHTJAR_COURIER_LISTEN: "127.0.0.1:0",
  };
  const [first, second, third] = known.before as [Source, Source, Source];
  [known.gone, known.complete] = [first, third];
  server = await startServer({ data, env: { ...env, NIGHTJAR_ERASE_AFTER: "0" } });
  await acknowledge([first], [first]);
  await vi.waitUntil(() => storedEnvelopes(data).length === known.before.length - 1);
  expect(await server.stop()).toBe(0);
  server = await startServer({ data, env });
  const source = await newSource();
  known.before.push(source);
  await submit(source);
  await visit(couriers[0]);
  await acknowledge([second, third], [third]);
  await deliver(couriers[1], known.bags[1]);
  for (let i = 0; i < OPEN_DAY; i++) {
    const envelope = fakeEnvelope(40_000, 1);
    known.today.push(envelope);
    expect(await send(source, "POST", "/v1/envelopes", envelope)).toBe(201);
  }
  for (const { id, envelope } of [known.whole, known.unfinished]) {
    for (const [number, part] of partsOf(envelope).entries()) {
      if (id === known.unfinished.id && number === 2) continue;
      expect(await send(source, "PUT", `/v1/uploads/${id}/parts/${number}`, part)).toBe(204);
    }
  }
  const { id, envelope } = known.whole;
  const commit = Buffer.from(JSON.stringify({ parts: partsOf(envelope).length, digest: digestOf(envelope) }));
  expect(await send(source, "POST", `/v1/uploads/${id}/commit`, commit, "application/json")).toBe(201);
}

/** A mailbag with a letter to the sources in it. */
async function letterBag(): Promise<Uint8Array> {
  const written = letterTo(instance, replyKeys, { code: "text", text: `请再写一次：${letter}` });
  return joinSlots(await bagWith([signedLetter(written, [newSeed()])], replyKeys));
}

async function deliver(seed: SigningSeed, bag: Uint8Array): Promise<void> {
  const courier = new TestCourier(server.couriers ?? "", instance, seed);
  await courier.begin();
  expect((await courier.deliver(bag)).status).toBe(204);
}

async function visit(seed: SigningSeed): Promise<void> {
  const courier = new TestCourier(server.couriers ?? "", instance, seed);
  const challenge = await courier.challenge();
  await courier.begin(challenge);
  const [listed] = await courier.list();
  const { agent } = known.visit;
  expect((await courier.askEnvelope(listed?.id ?? "", 0, { "user-agent": agent })).status).toBe(200);
  known.visit = { challenge: encodeHex(challenge), token: courier.token, agent };
}

/** What each of the two couriers acknowledges. */
async function acknowledge(...those: readonly Source[][]): Promise<void> {
  for (const [i, seed] of couriers.entries()) {
    const digests = those[i]?.map(({ envelope }) => digestOf(envelope)) ?? [];
    const courier = new TestCourier(server.couriers ?? "", instance, seed);
    await courier.begin();
    const mine = (await courier.list()).filter(({ digest }) => digests.includes(digest));
    expect((await courier.acknowledge(mine.map(({ id }) => id))).status).toBe(204);
  }
}

/** The days since which all couriers have some envelopes, by the receipts' file. */
function completeSince(): string[] {
  const db = new Database(join(data, "spool/receipts.db"), { readonly: true });
  const days = db.prepare<[], string>("SELECT since FROM complete").pluck().all();
  db.close();
  return days;
}

const onDisk = (...needles: readonly Buffer[]) =>
  needles.some((needle) => image.some((file) => file.includes(needle)));
const textOnDisk = (text: string) => onDisk(...Object.values(formsOf(text)));
const inMemory = (...needles: readonly Buffer[]) =>
  needles.some((needle) => memory.some((run) => run.includes(needle)));
const textInMemory = (...texts: readonly string[]) =>
  inMemory(...texts.flatMap((text) => [Buffer.from(text, "utf8"), Buffer.from(text, "utf16le")]));
const raw = (hex: string) => Buffer.from(hex, "hex");
const some = (sources: readonly Source[], found: (source: Source) => boolean) => sources.some(found);
const middle = (bytes: Uint8Array) => samplesOf(bytes).slice(2, 6);
const remaining = () => known.before.slice(1);

/** Whether an order of envelopes is that of their places in a file, but for what chance would do. */
function tellsOrder(path: string, envelopes: readonly Uint8Array[]): boolean {
  const file = readFileSync(path);
  const places = envelopes.map((envelope) => file.indexOf(envelope.subarray(-64)));
  const ascending = places.slice(1).filter((place, i) => place > (places[i] ?? 0)).length;
  return ascending >= 0.75 * (envelopes.length - 1);
}

const dayName = (offset: number) => new Date(seized + offset * DAY).toISOString().slice(0, 10);

interface Fact {
  readonly disk: () => boolean;
  /** Undefined for what nobody could look for in a memory by its bytes: the table must admit that it may be there. */
  readonly memory?: () => boolean;
}

/** The fact by its name in the table; whether it is found on the disk, and in the memory. */
const FACTS: Record<string, Fact> = {
  "sealed envelopes": {
    disk: () => some(remaining(), ({ envelope }) => onDisk(...middle(envelope))),
    memory: () => some(remaining(), ({ envelope }) => inMemory(...middle(envelope))),
  },
  "digests, sizes and number": {
    disk: () =>
      storedEnvelopes(data).some(
        ({ digest }) => digest === digestOf(known.before[2]?.envelope ?? new Uint8Array(0)),
      ),
    memory: () => textInMemory(digestOf(known.before[2]?.envelope ?? new Uint8Array(0))),
  },
  "the day each came": {
    disk: () => filesBelow(data).some((path) => path.endsWith(`${dayName(-1)}.db`)),
    memory: () => textInMemory(dayName(-1)),
  },
  "the order of arrival, of the open day": {
    disk: () => tellsOrder(join(data, "spool/days", `${dayName(0)}.open.db`), known.today),
  },
  "a time finer than a day": {
    disk: () =>
      [...filesBelow(join(data, "spool")), ...filesBelow(join(data, "letters"))].some((path) => {
        const { mtimeMs } = statSync(path);
        const isBeat = seized - mtimeMs < 60_000;
        const isMidnight = mtimeMs % DAY === 0;
        return !isBeat && !isMidnight && !/\/(lock|receipts\.db)(-shm)?$/.test(path);
      }),
  },
  "which courier has which envelope": {
    disk: () => onDisk(raw(courierId)),
    memory: () => textInMemory(courierId),
  },
  "mailbags of letters, sealed, and the day each counts as come": {
    disk: () =>
      known.bags.slice(0, 2).every((bag) => onDisk(...middle(bag))) &&
      [-1, 0].every((offset) =>
        filesBelow(join(data, "letters")).some((path) => path.includes(dayName(offset))),
      ),
    memory: () => known.bags.slice(0, 2).every((bag) => inMemory(...middle(bag))),
  },
  "which courier delivered which mailbag": {
    disk: () =>
      known.bags
        .slice(0, 2)
        .every((bag, i) =>
          filesBelow(join(data, "letters")).some(
            (path) => readFileSync(path).equals(bag) && path.includes(`-${NUMBERS[i]}.`),
          ),
        ),
  },
  "a mailbag whose courier was revoked": {
    disk: () => onDisk(...middle(known.bags[2])),
    memory: () => inMemory(...middle(known.bags[2])),
  },
  "a codename, or a key that comes of it": {
    disk: () => onDisk(...codenameBytes()),
    memory: () => inMemory(...codenameBytes()),
  },
  "what a letter says": {
    disk: () => textOnDisk(letter),
    memory: () => textInMemory(letter),
  },
  "parts of unfinished uploads": {
    disk: () => onDisk(...middle(known.unfinished.envelope.subarray(0, 2 ** 20))),
    memory: () => inMemory(...middle(known.unfinished.envelope.subarray(0, 2 ** 20))),
  },
  "ids of unfinished uploads": {
    disk: () => onDisk(raw(known.unfinished.id)),
    memory: () => textInMemory(known.unfinished.id) || inMemory(raw(known.unfinished.id)),
  },
  "ids of finished uploads": {
    disk: () => onDisk(raw(known.whole.id)) || textOnDisk(known.whole.id),
    memory: () => textInMemory(known.whole.id) || inMemory(raw(known.whole.id)),
  },
  "an envelope that all couriers have, until it is erased": {
    disk: () => onDisk(...middle(known.complete?.envelope ?? new Uint8Array(0))),
    memory: () => inMemory(...middle(known.complete?.envelope ?? new Uint8Array(0))),
  },
  "since which day all couriers have one": {
    disk: () => completeSince().includes(dayName(0)),
  },
  "an envelope that was erased": {
    disk: () => onDisk(...middle(known.gone?.envelope ?? new Uint8Array(0))),
    memory: () => inMemory(...middle(known.gone?.envelope ?? new Uint8Array(0))),
  },
  "circuits of recent connections": {
    disk: () => some(known.before, ({ circuit }) => textOnDisk(String(circuit))),
    memory: () => textInMemory(...known.before.map(({ circuit }) => String(circuit))),
  },
  "headers of recent requests": {
    disk: () => some(known.before, ({ agent }) => textOnDisk(agent)),
    memory: () => textInMemory(...known.before.map(({ agent }) => agent)),
  },
  addresses: {
    disk: () => some(known.before, ({ address }) => textOnDisk(address)),
    memory: () => textInMemory(...known.before.map(({ address }) => address)),
  },
  "what a tip says": {
    disk: () => some(known.before, ({ secret }) => textOnDisk(secret)),
    memory: () => textInMemory(...known.before.map(({ secret }) => secret)),
  },
  "a key that opens a tip": {
    disk: () => identities().some((text) => textOnDisk(text)),
    memory: () => textInMemory(...identities()),
  },
};

/** The codename, and the secrets that come of it. */
function codenameBytes(): Buffer[] {
  return [codename, replyKeys.letters, replyKeys.mailbox, replyKeys.address].map((bytes) =>
    Buffer.from(bytes),
  );
}

/** The secret lines of the reviewers' identity files. */
function identities(): string[] {
  return instance.identityFiles.flatMap((text) =>
    text.split("\n").filter((line) => line.startsWith("AGE-SECRET-KEY")),
  );
}

/** The rows of the table in SECURITY.md: the fact, and whether it is found: `yes`, `no`, or `may be`. */
function table(): [string, string, string][] {
  const text = readFileSync(join(ROOT, "SECURITY.md"), "utf8");
  const section = /### What a raid on the server finds\n([\s\S]*?)\n###? /.exec(`${text}\n## `)?.[1] ?? "";
  return [
    ...section.matchAll(/^\| ([^|*-][^|]*?) \| (yes|no|may be)[^|]* \| (yes|no|may be)[^|]* \|$/gm),
  ].map(([, fact = "", disk = "", memory = ""]) => [fact, disk, memory]);
}

test("the table and this test speak of the same facts", () => {
  expect(
    table()
      .map(([fact]) => fact)
      .sort(),
  ).toEqual(Object.keys(FACTS).sort());
  expect(identities().length).toBeGreaterThan(1);
  expect(image.length).toBeGreaterThan(8);
});

describe.each(table())("%s", (fact, disk, memory) => {
  test(`on the disk: ${disk}`, () => {
    if (disk !== "may be") expect(FACTS[fact]?.disk()).toBe(disk === "yes");
  });

  test(`in the memory: ${memory}`, () => {
    if (!FACTS[fact]?.memory) expect(memory).toBe("may be");
    else if (memory !== "may be") expect(FACTS[fact].memory()).toBe(memory === "yes");
  });
});

test("of a courier's visit neither challenge nor token, user agent or path is on the disk: only receipts name who came", () => {
  const { challenge, token, agent } = known.visit;
  for (const text of [challenge, token, agent, "/v1/courier"]) expect(textOnDisk(text)).toBe(false);
  expect(onDisk(raw(challenge), raw(token))).toBe(false);
  const naming = filesWith(join(data, "spool"), [raw(courierId)]).map((path) => path.replace(/-wal$/, ""));
  expect([...new Set(naming)]).toEqual([join(data, "spool/receipts.db")]);
});

test("of the day before, the order is not on the disk", () => {
  const stored = storedEnvelopes(data).map(({ key }) => key);
  expect(stored.length).toBe(known.before.length - 1 + OPEN_DAY + 1);
  const closed = join(data, "spool/days", `${dayName(-1)}.db`);
  expect(filesWith(data, [Buffer.from(`${dayName(-1)}.open`)])).toEqual([]);
  expect(statSync(closed).mtimeMs % DAY).toBe(0);
});
