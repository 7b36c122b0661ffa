import { startThread } from "../../../client/cli/threads.ts";
import { Caller, type CallsOf } from "../../../client/workers/calls.ts";
import { encodeHybridIdentity, type HybridSeed } from "../../../crypto/age/identities.ts";
import type { BenchDesk } from "./bench-desk.ts";
import type { typage } from "./typage-thread.ts";

/** typage in threads of its own, which have begun and hold the envelopes already. */
export interface Typage {
  /** Each thread decrypts all envelopes that it holds. */
  open(): Promise<unknown>;
  end(): Promise<unknown>;
}

export async function typageIn(threads: number, { some, seed }: BenchDesk): Promise<Typage> {
  const identity = encodeHybridIdentity(seed as HybridSeed);
  const ports = Array.from({ length: threads }, () =>
    startThread(new URL("./typage-thread.ts", import.meta.url)),
  );
  const callers = ports.map(
    (port) => new Caller<CallsOf<typeof typage>, string>(port, "a thread ended", (why) => new Error(why)),
  );
  const envelopes = some.map((envelope) => envelope.slice());
  await Promise.all(callers.map((caller) => caller.call("take", { envelopes, identity })));
  return {
    open: () => Promise.all(callers.map((caller) => caller.call("open", null))),
    end: () => Promise.all(ports.map((port) => port.terminate())),
  };
}
