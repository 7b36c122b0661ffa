import { expect, onTestFinished, test, vi } from "vitest";
import {
  answering,
  Caller,
  type CallsOf,
  Handed,
  type Reply,
  serve,
  type Tell,
} from "../../../client/workers/calls.ts";

class Refused extends Error {}

const works = {
  async twice(number: number, tell: Tell<string>): Promise<number> {
    tell(`${number} comes`);
    return 2 * number;
  },
  bytes: (length: number) => {
    const bytes = new Uint8Array(length);
    return new Handed({ bytes }, bytes);
  },
  async refuse(code: string): Promise<never> {
    throw new Refused(code);
  },
};

/** A caller and its worker on one thread, between which everything is cloned. */
function caller() {
  const listeners = new Map<string, (event: never) => void>();
  const posted: { reply: Reply; hand: ArrayBuffer[] }[] = [];
  const failureOf = (error: unknown) => (error instanceof Refused ? error.message : "broken");
  const answer = answering(works, failureOf, (reply, hand) => {
    posted.push({ reply, hand });
    listeners.get("message")?.({ data: structuredClone(reply) } as never);
  });
  const port = {
    postMessage: (call: never) => void answer(structuredClone(call)),
    addEventListener: (type: string, hear: (event: never) => void) => void listeners.set(type, hear),
  };
  const calls = new Caller<CallsOf<typeof works>, string>(port, "broken", (code) => new Error(code));
  return { calls, posted, breakDown: () => listeners.get("error")?.({} as never) };
}

test("each call has its own answer, what is told comes before it, and bytes are handed over", async () => {
  const { calls, posted } = caller();
  const heard: string[] = [];
  const both = await Promise.all([
    calls.call("twice", 4, (told) => heard.push(told)),
    calls.call("twice", 5),
  ]);
  expect(both).toEqual([8, 10]);
  expect(heard).toEqual(["4 comes"]);
  expect((await calls.call("bytes", 3)).bytes).toEqual(new Uint8Array(3));
  expect(posted.at(-1)?.hand).toMatchObject([{ byteLength: 3 }]);
  calls.send("twice", 6, []);
  await expect(calls.call("twice", 7)).resolves.toBe(14);
});

test("failures come by their code, also of whoever listens; the next call is answered", async () => {
  const { calls } = caller();
  await expect(calls.call("refuse", "too-late")).rejects.toThrow("too-late");
  const stumbling = calls.call("twice", 1, () => {
    throw new Error("no room");
  });
  await expect(stumbling).rejects.toThrow("no room");
  await expect(calls.call("twice", 2)).resolves.toBe(4);
});

test("a worker that breaks down fails what waits for it, and everything after that", async () => {
  const { calls, breakDown } = caller();
  const waiting = calls.call("twice", 1);
  breakDown();
  await expect(waiting).rejects.toThrow("broken");
  await expect(calls.call("twice", 2)).rejects.toThrow("broken");
});

test("a call that arrives unreadable isn't waited for for ever: the caller hears that the worker broke down", async () => {
  const inWorker = new Map<string, (event: never) => void>();
  vi.stubGlobal("self", {
    addEventListener: (type: string, hear: (event: never) => void) => void inWorker.set(type, hear),
  });
  onTestFinished(() => void vi.unstubAllGlobals());
  serve(works, String);
  let breakDown = (_: Event) => {};
  const port = {
    // As browsers do it: what a worker's listener throws is an error of the worker.
    postMessage: () => {
      try {
        inWorker.get("messageerror")?.({} as never);
      } catch {
        breakDown({} as Event);
      }
    },
    addEventListener: (type: string, hear: (event: never) => void) => {
      if (type === "error") breakDown = hear as typeof breakDown;
    },
  };
  const calls = new Caller<CallsOf<typeof works>, string>(port, "broken", (code) => new Error(code));
  await expect(calls.call("twice", 1)).rejects.toThrow("broken");
});
