import { createHash } from "node:crypto";
import { type ExpiredDay, summedByDay } from "../../courier/server-answers.ts";
import { exists, readSmallText, replaceFile } from "../files.ts";

/** What a courier has been told before lies beside the key, so that it isn't said at each pickup. */

/**
 * What expired on each server since this courier was last told, and notes that it is told now: days go in their order,
 * so the newest of a server's is enough to know.
 * @param keyPath the courier's key; the note is `courier.key.expired`, a line for each server: a day, and its address
 */
export async function newlyExpired(
  keyPath: string,
  expired: readonly (readonly [{ readonly address: string }, readonly ExpiredDay[]])[],
): Promise<readonly ExpiredDay[]> {
  const note = await noteIn(`${keyPath}.expired`);
  const told = new Map(note.split("\n").map((line) => [line.slice(11), line.slice(0, 10)]));
  // A note of before there were several servers is a day alone.
  const toldOf = (address: string) => told.get(address) ?? told.get("") ?? "";
  const news = expired.map(([{ address }, days]) => ({
    address,
    days: days.filter(({ day }) => day > toldOf(address)),
  }));
  for (const { address, days } of news) told.set(address, days.at(-1)?.day ?? toldOf(address));
  if (news.some(({ days }) => days.length > 0)) {
    const lines = [...told].filter(([, day]) => day !== "").map(([address, day]) => `${day} ${address}`);
    await writeNote(`${keyPath}.expired`, lines.join("\n").trim());
  }
  return summedByDay(news.flatMap(({ days }) => days));
}

/**
 * Whether this courier hears for the first time of an anchor that the instance moved to, and notes that it is told now.
 * @param fingerprint the anchor's; the note is `courier.key.moved`
 */
export async function isNewMove(keyPath: string, fingerprint: string): Promise<boolean> {
  if ((await noteIn(`${keyPath}.moved`)) === fingerprint) return false;
  await writeNote(`${keyPath}.moved`, fingerprint);
  return true;
}

/** Whether the last bundle of this courier's brought these letters. @param keyPath the note is `courier.key.letters` */
export async function broughtBefore(keyPath: string, pool: Uint8Array): Promise<boolean> {
  return (await noteIn(`${keyPath}.letters`)) === sha256(pool);
}

/** Notes that a bundle has brought these letters. */
export async function noteBrought(keyPath: string, pool: Uint8Array): Promise<void> {
  if (!(await broughtBefore(keyPath, pool))) await writeNote(`${keyPath}.letters`, sha256(pool));
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

async function noteIn(path: string): Promise<string> {
  return (await exists(path)) ? (await readSmallText(path)).trim() : "";
}

async function writeNote(path: string, text: string): Promise<void> {
  await replaceFile(path, `${text}\n`, 0o600);
}
