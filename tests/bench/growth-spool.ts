import { randomBytes } from "node:crypto";
import { fakeEnvelope } from "../support/envelopes.ts";
import { DAY, TestSpool } from "../support/spool.ts";

/** Envelopes of the first days, which will be purged one after the other, and of the last. */
export const FEW = 1_000;
export const PURGES = 7;
/** Days between them. */
export const DAYS = 20;

/** A spool of which the last day is today, and the first goes with the next midnight. */
export function growthSpool(folder: string): TestSpool {
  return new TestSpool({ folder, retentionDays: PURGES + DAYS, room: 2 ** 33, report: console.error });
}

export async function nextDay({ clock, spool }: TestSpool): Promise<void> {
  clock.advance(DAY);
  await spool.tick();
}

const pattern = fakeEnvelope(0, 1);

/** 1.7 KB that no other has. */
export function smallEnvelope(): Uint8Array {
  const bytes = pattern.slice();
  bytes.set(randomBytes(32), bytes.length - 32);
  return bytes;
}

export async function fill({ spool }: TestSpool, count: number): Promise<void> {
  for (let i = 0; i < count; i += 1_000)
    await Promise.all(Array.from({ length: Math.min(1_000, count - i) }, () => spool.put(smallEnvelope())));
}
