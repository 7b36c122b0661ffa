import { equalBytes } from "../../../crypto/bytes.ts";
import { LETTERS_PATH } from "../../../protocol/letters.ts";
import { readPool } from "../../courier/letter-answers.ts";
import type { CourierServer } from "../../courier/server.ts";
import { ServerError } from "../../http/errors.ts";
import { type Patience, persist } from "../../http/patience.ts";
import { HttpClient } from "../http/client.ts";
import { nameOfTarget, type Target } from "../http/target.ts";
import { fetchHeaders } from "../probe/browser-headers.ts";
import { visit } from "../probe/visit.ts";

/** What sources are shown, beside what couriers are. */
export type Comparison = "same" | "other" | ServerError;

/**
 * Goes to the sources' address as the source's page does, and compares the letters there with those that couriers are
 * shown. They change once a day, at any moment of a comparison: what differs is looked at on both sides once more.
 * @param ours as the couriers' listener gave them
 */
export async function compareLetters(
  ours: Uint8Array,
  server: CourierServer,
  sources: Target,
  patience: Patience,
): Promise<Comparison> {
  try {
    const theirs = await lettersForSources(sources, patience);
    if (equalBytes(ours, theirs)) return "same";
    const oursNow = (await server.letters()) ?? new Uint8Array(0);
    if (equalBytes(oursNow, theirs)) return "same";
    return equalBytes(oursNow, await lettersForSources(sources, patience)) ? "same" : "other";
  } catch (error) {
    if (error instanceof ServerError && error.code !== "interrupted") return error;
    throw error;
  }
}

/** A visitor each: nothing is kept from one to the next. @throws ServerError */
async function lettersForSources(sources: Target, patience: Patience): Promise<Uint8Array> {
  const client = new HttpClient(sources, patience.stop);
  const origin = `http://${nameOfTarget(sources)}`;
  try {
    return await persist(patience, async () => {
      await visit(client, origin);
      const headers = fetchHeaders(origin);
      const letters = await readPool(await client.ask({ method: "GET", path: LETTERS_PATH, headers }));
      return letters ?? new Uint8Array(0);
    });
  } finally {
    client.close();
  }
}
