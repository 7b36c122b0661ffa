import { parentPort, workerData } from "node:worker_threads";
import type { Day } from "../../../protocol/day.ts";
import type { SpoolHealth } from "../spool.ts";
import { SqliteSpool } from "../sqlite/sqlite-spool.ts";
import { SteadyClock } from "../steady-clock.ts";
import {
  type Answer,
  type Call,
  gathering,
  handedOver,
  type Message,
  type OperationName,
  sentError,
  type ThreadOptions,
} from "./messages.ts";

// The spool's own thread: SQLite waits for the disk here, and the server's event loop doesn't. What comes in while it
// waits is taken together next time (see Batch).

const port = parentPort;
if (!port) throw new Error("this module is the entry of a worker thread");
const tell = (message: Message, buffers: ArrayBuffer[] = []) => port.postMessage(message, buffers);

const spool = openSpool(workerData as ThreadOptions);
if (spool) serve(spool);

function openSpool(options: ThreadOptions): SqliteSpool | undefined {
  const report = (sentence: string) => tell({ kind: "report", sentence });
  try {
    const clock = new SteadyClock(Date.now, () => performance.now());
    const noteHealth = (health: SpoolHealth, today: Day) => tell({ kind: "health", health, today });
    const opened = new SqliteSpool({ ...options, clock, report, noteHealth });
    tell({ kind: "opened", health: opened.health, today: opened.today });
    return opened;
  } catch (error) {
    tell({ kind: "unopened", error: sentError(error) });
    return undefined;
  }
}

/** The other side's types hold for both. */
type Asked = Record<OperationName, (...values: readonly unknown[]) => unknown>;

function serve(spool: SqliteSpool): void {
  const give = gathering<Answer>(process.nextTick, (answers, buffers) =>
    tell({ kind: "answers", answers }, buffers),
  );
  const perform = async ({ call, name, values }: Call) => {
    try {
      // Who is in force goes by the wall's clock: whoever asks hears with the answer whether that is believed.
      if (name === "serve") tell({ kind: "health", health: spool.health, today: spool.today });
      const asked = (name in spool ? spool : spool.pickup) as unknown as Asked;
      const value = await asked[name](...values);
      give({ call, value }, handedOver(value));
    } catch (error) {
      give({ call, error: sentError(error) }, []);
    }
    if (name === "close") process.nextTick(() => port?.close());
  };
  port?.on("message", (calls: readonly Call[]) => {
    for (const call of calls) void perform(call);
  });
}
