import { statfs } from "node:fs/promises";
import type { ListedEnvelope } from "../../bundle/list.ts";
import { CliError } from "../errors.ts";
import { amountInWords } from "./amounts.ts";
import type { PickupPaths } from "./paths.ts";

/** What a bundle's tar has beside each envelope's bytes, at most: its header, and zeros up to the next block. */
const AROUND_EACH = 1024;

/**
 * That there is room for what is still to be fetched, and then for the bundle beside it: envelopes wait in
 * `BUNDLE.partial/` until the bundle is whole. Better said now than when all has come over a slow circuit.
 * @param there bytes of the plan's envelopes that are there already
 * @param beside bytes of what goes into the bundle beside envelopes
 * @throws CliError no-room, with a budget that would fit
 */
export async function refuseIfNoRoom(
  { partial }: PickupPaths,
  envelopes: readonly ListedEnvelope[],
  { there, beside }: { readonly there: number; readonly beside: number },
): Promise<void> {
  const { bsize, bavail, blocks } = await statfs(partial);
  if (blocks === 0) return; // A file system that doesn't say.
  const bytes = envelopes.reduce((sum, { size }) => sum + size, 0);
  const around = beside + AROUND_EACH * (envelopes.length + 16) + bsize * (envelopes.length + 4);
  const needed = 2 * bytes - there + around;
  const free = bsize * bavail;
  if (needed <= free) return;
  const fits = Math.floor((free + there - around) / 2);
  const advice =
    fits > 0 ? `make room, or fetch a part of it with --budget ${wholeAmount(fits)}` : "make room";
  throw new CliError(
    "no-room",
    `While the bundle is made it takes ${amountInWords(needed)} there, about twice its size, and ${amountInWords(free)} ` +
      `are free: ${advice}, then run the same command again.`,
  );
}

/** Rounded down, as the option takes it. */
function wholeAmount(bytes: number): string {
  return bytes >= 1_000_000 ? `${Math.floor(bytes / 1_000_000)}MB` : `${Math.floor(bytes / 1000)}KB`;
}
