import { parseUtf8 } from "../../../crypto/bytes.ts";
import { exists, readSmallFile, replaceFile } from "../files.ts";
import type { ExpiredDay } from "./server-answers.ts";

/**
 * What expired since this courier was last told, and notes that it is told now, beside the key: days go in their
 * order, so the newest of them is enough to know.
 * @param keyPath the courier's key; the note is `courier.key.expired`, a day
 */
export async function newlyExpired(
  keyPath: string,
  expired: readonly ExpiredDay[],
): Promise<readonly ExpiredDay[]> {
  const path = `${keyPath}.expired`;
  const told = (await exists(path)) ? parseUtf8(await readSmallFile(path), "document-malformed").trim() : "";
  const news = expired.filter(({ day }) => day > told);
  const newest = news.at(-1)?.day;
  if (newest !== undefined) await replaceFile(path, `${newest}\n`, 0o600);
  return news;
}
