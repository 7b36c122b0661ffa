import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { newCodename } from "../../../client/letters/codename.ts";
import { App } from "../../../client/source/app.ts";
import { Draft } from "../../../client/source/draft.ts";
import type { State } from "../../../client/source/state.ts";
import type { Verified } from "../../../client/source/worker/messages.ts";
import type { Call } from "../../../client/workers/calls.ts";
import { encodeRosterFile } from "../../../crypto/documents/roster-file.ts";
import { ROSTER_PATH } from "../../../protocol/addresses.ts";
import { LETTERS_PATH, MOST_POOL_LENGTH, SLOT_LENGTH } from "../../../protocol/letters.ts";
import { digestOf, fakeEnvelope } from "../../support/envelopes.ts";
import { testInstance } from "../../support/instance.ts";
import { wordsOfCodename } from "../../support/letters-page.ts";

const roster = new Uint8Array(encodeRosterFile(testInstance({ letters: 1 }).file));
const pool = new Uint8Array(SLOT_LENGTH);
const FOUND = { letters: [], missing: [], newerRoster: false, formerly: 0, invalid: 0 };
const VERIFIED: Verified = { reviewers: 2, givesLetters: true };

/** A worker that verifies at once, and does the rest when it is told to; once it is ended, nothing. */
class ToldWorker extends EventTarget {
  static all: ToldWorker[] = [];
  readonly asked: string[] = [];
  #call = 0;
  ended = false;

  constructor() {
    super();
    ToldWorker.all.push(this);
  }

  static asked(name: string): ToldWorker | undefined {
    return ToldWorker.all.find(({ asked }) => asked.at(-1) === name);
  }

  postMessage({ call, name }: Call): void {
    this.asked.push(name);
    this.#call = call;
    if (name === "verify") setTimeout(() => this.say({ answer: VERIFIED }));
  }

  /** Of what it was asked last. */
  say(reply: { readonly answer: unknown } | { readonly failure: unknown }): void {
    const data = { call: this.#call, ...reply };
    if (!this.ended) this.dispatchEvent(new MessageEvent("message", { data }));
  }

  terminate(): void {
    this.ended = true;
  }
}

let answers: Map<string, PromiseWithResolvers<Response>>;

beforeEach(() => {
  ToldWorker.all = [];
  answers = new Map();
  vi.stubGlobal("Worker", ToldWorker);
  vi.stubGlobal("fetch", (path: string) => {
    const answer = Promise.withResolvers<Response>();
    answers.set(path, answer);
    return answer.promise;
  });
});
afterEach(() => vi.unstubAllGlobals());

function begin(protocol: "http:" | "file:" = "http:") {
  const draft = new Draft({ clean: () => Promise.reject(new Error("no files here")), terminate() {} });
  const states: State[] = [];
  const app = new App({
    ...{ draft, fromFile: protocol === "file:" },
    ...{ show: (state) => states.push(state), offerFile() {}, leave() {} },
  });
  app.start();
  return { app, draft, step: () => states.at(-1)?.step, state: () => states.at(-1) };
}

async function give(path: string, body: BodyInit): Promise<void> {
  await vi.waitUntil(() => answers.has(path));
  answers.get(path)?.resolve(new Response(body));
}

async function verified() {
  const begun = begin();
  await give(ROSTER_PATH, roster);
  await vi.waitUntil(() => begun.app.trust.state === "verified");
  return begun;
}

function enterCodename(draft: Draft): void {
  const { correspondence } = draft;
  for (const word of wordsOfCodename(newCodename())) correspondence.entry.take(word);
  expect(correspondence.takeEntered()).toBe(true);
}

const askedTo = (name: string) => vi.waitUntil(() => ToldWorker.asked(name)) as Promise<ToldWorker>;

describe("looking and sending", () => {
  test("letters that come while a tip is being sealed are looked through beside it, and both come to their end", async () => {
    const { app, draft, step } = await verified();
    enterCodename(draft);
    const looking = app.look();
    draft.answers.narrative = "x";
    app.send();
    const sealing = await askedTo("seal");
    await give(LETTERS_PATH, pool);
    (await askedTo("look")).say({ answer: FOUND });
    await looking;
    expect(draft.correspondence.looked).toEqual({ state: "found", found: FOUND });
    sealing.say({ failure: { code: "worker-broken" } });
    await vi.waitUntil(() => step() === "writing");
    expect(sealing.asked).toEqual(["verify", "seal"]);
    expect(app.trust).toMatchObject({ state: "refused", code: "worker-broken" });
  });

  test("a tip that is sent ends no look", async () => {
    const { app, draft } = await verified();
    enterCodename(draft);
    await give(LETTERS_PATH, pool);
    const looking = app.look();
    const looker = await askedTo("look");
    draft.answers.narrative = "x";
    app.send();
    await askedTo("seal");
    looker.say({ answer: FOUND });
    await looking;
    expect(draft.correspondence.looked).toMatchObject({ state: "found" });
    expect(looker.ended).toBe(true);
  });

  test("whoever leaves ends a look", async () => {
    const { app, draft } = await verified();
    enterCodename(draft);
    await give(LETTERS_PATH, pool);
    app.look();
    const looker = await askedTo("look");
    app.abandon();
    expect(looker.ended).toBe(true);
  });

  test("letters that come after somebody left are looked through by nobody", async () => {
    const { app, draft } = await verified();
    enterCodename(draft);
    app.look();
    app.abandon();
    await give(LETTERS_PATH, pool);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(ToldWorker.asked("look")).toBeUndefined();
    expect(ToldWorker.all.every(({ ended }) => ended)).toBe(true);
  });

  test("a sealed file handed in while the roster is being checked ends no check, and a check shows nothing over it", async () => {
    const { app, step } = begin();
    app.handIn(new Blob([new Uint8Array(fakeEnvelope())]));
    await vi.waitUntil(() => step() === "sending");
    await give(ROSTER_PATH, roster);
    await vi.waitUntil(() => app.trust.state === "verified");
    expect(step()).toBe("sending");
    app.backToWriting();
    expect(step()).toBe("writing");
  });
});

test.each([
  ["that was started anew forgot it before its commit", "commit", "upload-unknown"],
  ["dropped it in a long pause", "parts/1", "part-first"],
])("a sealed file whose server %s is sent anew, from the same file", async (_, where, code) => {
  const envelope = fakeEnvelope(1_500_000);
  const uploads = new Set<string>();
  let refusals = 1;
  vi.stubGlobal("fetch", async (path: string) => {
    const [, upload] = /uploads\/(\w+)/.exec(path) ?? [];
    if (upload) uploads.add(upload);
    if (path.endsWith(where) && refusals-- > 0) return Response.json({ code }, { status: 409 });
    return path.endsWith("commit")
      ? Response.json({ digest: digestOf(envelope) }, { status: 201 })
      : new Response(null, { status: 204 });
  });
  const { app, state } = begin();
  await app.handIn(new Blob([new Uint8Array(envelope)]));
  expect(state()).toEqual({ step: "stopped", what: "file", code });
  await app.tryAgain();
  expect(state()).toEqual({ step: "arrived", what: "file", answerable: false });
  expect(uploads.size).toBe(2);
  expect(ToldWorker.asked("seal")).toBeUndefined();
});

describe("letters from the disk", () => {
  class TooLarge extends Blob {
    static read = false;

    override get size(): number {
      return MOST_POOL_LENGTH + 1;
    }
    override arrayBuffer(): Promise<ArrayBuffer> {
      TooLarge.read = true;
      return Promise.resolve(pool.buffer);
    }
  }

  test.each([
    ["no letters", new Blob(["{}"])],
    ["letters in a wrong order", new Blob([pool, pool])],
    ["more than there can be", new TooLarge()],
  ])("a file of %s is refused, and another is taken in its place", async (_, wrong) => {
    const { app } = begin("file:");
    await app.pool.take(wrong);
    expect(app.pool.isHeld).toBe(false);
    expect(app.pool.failure).toEqual({ code: "not-letters" });
    await app.pool.take(new Blob([pool]));
    expect(app.pool.isHeld).toBe(true);
    expect(app.pool.failure).toBeUndefined();
    expect(TooLarge.read).toBe(false);
  });
});

test.each([
  [429, "letters-refused"],
  [404, "letters-unreachable"],
])(
  "letters that are answered with %i are not asked for again, also if the roster is",
  async (status, code) => {
    const { app } = await verified();
    await vi.waitUntil(() => answers.has(LETTERS_PATH));
    answers.get(LETTERS_PATH)?.resolve(new Response(null, { status }));
    await vi.waitUntil(() => app.pool.failure);
    expect(app.pool.failure).toEqual({ code });
    answers.clear();
    const again = app.check();
    await give(ROSTER_PATH, roster);
    await again;
    expect([...answers.keys()]).toEqual([ROSTER_PATH]);
    await expect(app.pool.bytes()).rejects.toMatchObject({ code });
  },
);

test("of letters without an end no more is read than a pool can have", async () => {
  let given = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      given += SLOT_LENGTH;
      if (given > 3 * MOST_POOL_LENGTH) controller.close();
      else controller.enqueue(new Uint8Array(SLOT_LENGTH));
    },
  });
  const { app } = await verified();
  await give(LETTERS_PATH, endless);
  await vi.waitUntil(() => app.pool.failure);
  expect(app.pool.failure).toEqual({ code: "letters-unreachable" });
  expect(given).toBeLessThan(MOST_POOL_LENGTH + 10 * SLOT_LENGTH);
});
