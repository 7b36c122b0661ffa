import { expect, test, vi } from "vitest";
import { ServerError } from "../../../client/http/errors.ts";
import { PAUSES, persist } from "../../../client/http/patience.ts";

test("whoever waits is told of each long pause and why, not of short ones, until it is given up", async () => {
  vi.useFakeTimers();
  try {
    const told: [string, number][] = [];
    const stop = new AbortController().signal;
    const waiting = ({ message }: Error, seconds: number) => told.push([message, seconds]);
    const away = new ServerError("network", "Nobody answers.");
    const attempt = vi.fn().mockRejectedValue(away);
    const given = persist({ pauses: PAUSES, stop, waiting }, attempt).catch((error: unknown) => error);
    await vi.runAllTimersAsync();
    expect(await given).toBe(away);
    expect(attempt).toHaveBeenCalledTimes(PAUSES.length + 1);
    expect(told).toEqual([8, 16, 30, 45, 45].map((seconds) => ["Nobody answers.", seconds]));
  } finally {
    vi.useRealTimers();
  }
});

test("what doesn't pass isn't tried again; being stopped ends a pause", async () => {
  const refused = new ServerError("courier-refused", "No.");
  const once = vi.fn().mockRejectedValue(refused);
  const stopping = new AbortController();
  await expect(persist({ pauses: PAUSES, stop: stopping.signal }, once)).rejects.toBe(refused);
  expect(once).toHaveBeenCalledTimes(1);
  const away = vi.fn().mockRejectedValue(new ServerError("network", "Nobody answers."));
  const given = persist({ pauses: [3600], stop: stopping.signal }, away);
  stopping.abort();
  await expect(given).rejects.toMatchObject({ code: "interrupted" });
});
