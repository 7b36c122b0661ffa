import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { readBundle } from "../../../../../client/bundle/read-bundle.ts";
import { EMPTY_REPORT } from "../../../../../client/report/report.ts";
import { openBundled } from "../../../../../client/workbench/worker/opening/open-bundled.ts";
import {
  type Openers,
  openSmall,
  type SmallEnvelope,
} from "../../../../../client/workbench/worker/opening/open-small.ts";
import { Opener } from "../../../../../client/workbench/worker/opening/opener-worker.ts";
import { openerPool } from "../../../../../client/workbench/worker/opening/openers.ts";
import {
  openerThrough,
  type StartOpener,
  startFor,
} from "../../../../../client/workbench/worker/opening/start-opener.ts";
import { Unlocked } from "../../../../../client/workbench/worker/unlocked.ts";
import { answering, type Call, serve } from "../../../../../client/workers/calls.ts";
import { utf8 } from "../../../../../crypto/bytes.ts";
import { loadSodium } from "../../../../../crypto/primitives/sodium.ts";
import { type Desk, PASSPHRASE, sealedTip, testDesk, writeBundle } from "../../../../support/desk.ts";
import { openerThreads } from "../../../../support/opener-threads.ts";

const COUNT = 30;

const sodium = await loadSodium();
let desk: Desk;
let unlocked: Unlocked;
let bundle: Uint8Array;
/** What one thread alone tells of it. */
let alone: readonly string[];

beforeAll(async () => {
  desk = await testDesk();
  unlocked = await Unlocked.open(readFileSync(`${desk.folder}/Wren.vault`), PASSPHRASE, sodium);
  const tips = Array.from({ length: COUNT }, async (_, i): Promise<[Uint8Array, string]> => {
    const sealed = i % 7 === 3 ? utf8(`not sealed ${i}`) : await sealedTip(desk, report(i));
    return [sealed, `2026-11-${10 + (i % 5)}`];
  });
  bundle = new Uint8Array(readFileSync(await writeBundle(desk, "pool.tar", await Promise.all(tips))));
  alone = await toldBy(here());
});
afterAll(() => desk.remove());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

const report = (i: number) => ({ ...EMPTY_REPORT, narrative: `tip ${i}` });

const here = (): Openers => ({
  most: 4,
  open: (envelope) => openSmall(envelope, unlocked.keys),
  end: () => {},
});

const nowhere: Openers = { ...here(), open: () => Promise.reject(new Error("opened here")) };

/** A pool of three, which opens nothing on this thread unless that is given. */
const pool = (start: StartOpener, instead = nowhere) => openerPool(3, start, unlocked.vault.periods, instead);

/** What is told of the bundle, in the order in which it is told. */
async function toldBy(openers: Openers, bytes = bundle): Promise<string[]> {
  const said: string[] = [];
  const nothing = () => {};
  try {
    const { envelopes } = await readBundle([bytes], sodium);
    await openBundled(envelopes, unlocked.keys, openers, {
      ...{ bundle: nothing, read: nothing, people: nothing, casebook: nothing, own: nothing, draft: nothing },
      tip: ({ opened: { id, contents }, origin }) =>
        said.push(`${id} ${origin} ${contents.kind === "report" ? contents.tip.report.narrative : ""}`),
      broken: (name, code, tip) => said.push(`${tip} ${name} ${code}`),
    });
  } finally {
    openers.end();
  }
  return said;
}

interface Hands {
  readonly started: number;
  readonly ended: number;
  /** How many messages each of them has not answered. */
  readonly unanswered: readonly number[];
}

/** What becomes of a message when its turn has come. */
type Turn = "honest" | "ends" | "hangs";

/** Workers on this thread, each of which does one thing after the other, and not all of it honestly. */
function fakeOpeners(
  turnOf: (call: Call, worker: number) => Turn,
  late: () => Promise<void> = async () => {},
): Hands & { readonly start: StartOpener; readonly end: (worker: number) => void } {
  const count = { started: 0, ended: 0, unanswered: [] as number[] };
  const ends: (() => void)[] = [];
  const start: StartOpener = () => {
    const worker = count.started++;
    const owe = (more: number) => {
      count.unanswered[worker] = (count.unanswered[worker] ?? 0) + more;
    };
    const listeners: [type: string, hear: (event: never) => void][] = [];
    const say = (type: string, event: unknown) => {
      for (const [heard, hear] of listeners) if (heard === type) hear(event as never);
    };
    const fail = () => say("error", new Event("error"));
    ends.push(fail);
    const answer = answering(new Opener(Promise.resolve(sodium)), String, (data) => {
      owe(-1);
      say("message", { data });
    });
    const work = async (call: Call) => {
      await late();
      const turn = turnOf(call, worker);
      if (turn === "ends") fail();
      await (turn === "honest" ? answer(call) : new Promise<void>(() => {}));
    };
    let last = Promise.resolve();
    return {
      postMessage(call) {
        owe(1);
        const copy = structuredClone(call);
        last = last.then(() => work(copy));
      },
      addEventListener: (type: string, hear: (event: never) => void) => void listeners.push([type, hear]),
      terminate: () => void count.ended++,
    };
  };
  return Object.assign(count, { start, end: (worker: number) => ends[worker]?.() });
}

/** The lines of a tip, of which the program says that it stumbled over it. */
function stumbledOver(narrative: string): string[] {
  return alone.map((line) => {
    const [id, name] = line.split(" ");
    return line.endsWith(` ${narrative}`) ? `${id} ${name} program-stumbled` : line;
  });
}

/** Whether an envelope is the one in which this is said, by what one thread alone tells of it. */
const says = ({ name, asked }: Call, narrative: string) =>
  name === "open" &&
  alone.some((line) => line.includes((asked as SmallEnvelope).name) && line.endsWith(` ${narrative}`));

test("in real threads everything is told as one thread tells it", async () => {
  expect(alone).toHaveLength(COUNT);
  expect(await toldBy(pool(openerThreads))).toEqual(alone);
});

/** The page, which starts openers on this thread, each behind ports of its own. */
function fakePage(serveAt: (port: MessagePort, worker: EventTarget) => void) {
  const page = { started: 0, ended: 0, escaped: 0, left: () => {} };
  const ports: MessagePort[] = [];
  page.left = () => {
    for (const port of ports) port.close();
  };
  const start = openerThrough((wanted) => {
    ports.push(wanted.opener.calls, wanted.opener.life);
    startFor(wanted, () => {
      page.started++;
      const worker = new EventTarget();
      const dispatchEvent = worker.dispatchEvent.bind(worker);
      worker.dispatchEvent = (event) => {
        const passed = dispatchEvent(event);
        if (passed) page.escaped++;
        return passed;
      };
      return Object.assign(worker, {
        postMessage: (_: null, [port]: readonly MessagePort[]) => port && serveAt(port, worker),
        terminate: () => void page.ended++,
      }) as unknown as Worker;
    });
  });
  return { page, start };
}

const honestly = (port: MessagePort) => {
  serve(new Opener(Promise.resolve(sodium)), String, { at: port });
  port.start();
};

test("in workers that the page starts everything is told as one thread tells it, and they are ended", async () => {
  const { page, start } = fakePage(honestly);
  expect(await toldBy(pool(start))).toEqual(alone);
  await vi.waitUntil(() => page.ended === 3);
  expect(page).toMatchObject({ started: 3, ended: 3 });
  page.left();
});

test("that a worker broke which the page started, or could start none, is heard at once; the page goes on", async () => {
  // Nobody's patience ends.
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const breaking = fakePage((_, worker) => worker.dispatchEvent(new Event("error", { cancelable: true })));
  const refusing = fakePage(() => {
    throw new Error("no more workers");
  });
  for (const { page, start } of [breaking, refusing]) {
    expect(await toldBy(pool(start, here()))).toEqual(alone);
    expect(page).toMatchObject({ started: 3, escaped: 0 });
    page.left();
  }
});

test("whoever answers first: what is told, and its order, are the same", async () => {
  await fc.assert(
    fc.asyncProperty(fc.infiniteStream(fc.nat({ max: 5 })), async (turns) => {
      const { start } = fakeOpeners(
        () => "honest",
        async () => {
          for (let turn = turns.next().value ?? 0; turn > 0; turn--) await nextTurn();
        },
      );
      expect(await toldBy(pool(start))).toEqual(alone);
    }),
    { numRuns: 5 },
  );
});

test("an envelope over which a worker ends is broken, and the others are opened by the rest", async () => {
  const hands = fakeOpeners((call) => (says(call, "tip 8") ? "ends" : "honest"));
  expect(await toldBy(pool(hands.start))).toEqual(stumbledOver("tip 8"));
  expect(hands).toMatchObject({ started: 4, ended: 4 });
});

test("a worker that never comes back from an envelope is ended, and the others go on", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  let hung: number | undefined;
  const hands = fakeOpeners((call, worker) => {
    if (!says(call, "tip 8")) return "honest";
    hung = worker;
    return "hangs";
  });
  const told = toldBy(pool(hands.start));
  const othersAreIdle = () => hands.unanswered.every((count, worker) => worker === hung || count === 0);
  while (hung === undefined || !othersAreIdle()) await nextTurn();
  vi.advanceTimersByTime(119_000);
  expect(hands.ended).toBe(0);
  vi.advanceTimersByTime(2000);
  expect(await told).toEqual(stumbledOver("tip 8"));
  expect(hands).toMatchObject({ started: 4, ended: 4 });
});

test("where no worker begins, everything is opened here, once", async () => {
  const hands = fakeOpeners(() => "ends");
  expect(await toldBy(pool(hands.start, here()))).toEqual(alone);
  expect(hands).toMatchObject({ started: 3, ended: 3 });
});

test("where workers are started and none begins, everything is opened here after half a minute", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const hands = fakeOpeners(() => "hangs");
  const told = toldBy(pool(hands.start, here()));
  await nextTurn();
  vi.advanceTimersByTime(29_000);
  expect(hands.ended).toBe(0);
  vi.advanceTimersByTime(2000);
  expect(hands).toMatchObject({ started: 3, ended: 3 });
  expect(await told).toEqual(alone);
});

test("where the browser starts no worker, at first or in the place of one that ended, the rest is opened here", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  for (const most of [0, 1, 3]) {
    const hands = fakeOpeners(({ name }) => (name === "open" ? "ends" : "honest"));
    const start: StartOpener = () => {
      if (hands.started === most) throw new Error("no more workers");
      return hands.start();
    };
    const told = await toldBy(pool(start, here()));
    expect(told.filter((line, i) => line !== alone[i])).toHaveLength(most);
    expect(hands).toMatchObject({ started: most, ended: most });
  }
});

test("a bundle that is cut short leaves no worker behind", async () => {
  const hands = fakeOpeners(() => "honest");
  const cut = bundle.subarray(0, bundle.length - 100_000);
  await expect(toldBy(pool(hands.start), cut)).rejects.toMatchObject({ code: "bundle-damaged" });
  expect(hands).toMatchObject({ started: 3, ended: 3 });
});

test("a worker that ends while nothing lies with it is replaced, and no envelope is called broken for that", async () => {
  const fakes = fakeOpeners(() => "honest");
  const openers = pool(fakes.start);
  await vi.waitUntil(() => fakes.unanswered.every((owed) => owed === 0));
  await nextTurn();
  for (const worker of [0, 1, 2]) fakes.end(worker);
  expect(await toldBy(openers)).toEqual(alone);
  expect(fakes).toMatchObject({ started: 6 });
});
