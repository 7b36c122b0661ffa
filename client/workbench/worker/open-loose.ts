import { CryptoError } from "../../../crypto/errors.ts";
import { CasebookError } from "../../casebook/errors.ts";
import type { ErrorCode } from "../../opening/error-codes.ts";
import { openTip } from "../../opening/open-tip.ts";
import { codeOfOne, type Finds } from "./finds.ts";
import { openOwn } from "./own-file.ts";
import type { Session } from "./session.ts";
import type { Unlocked } from "./unlocked.ts";

/**
 * One sealed file that came by itself: a tip; or a casebook, or something of this reviewer's own, which are sealed to
 * another key of the same vault.
 * @throws CasebookError, UnreadableFile
 */
export async function openLoose(
  file: Blob,
  name: string,
  bytes: AsyncIterable<Uint8Array>,
  { unlocked, casebook }: Session,
  finds: Finds,
): Promise<void> {
  const code = await tellTip(bytes, unlocked, finds);
  if (code === undefined) return;
  if (code === "not-for-us" && (await isCasebook(() => casebook.add(file)))) {
    finds.people((await casebook.people()).people);
    return finds.casebook(casebook.change());
  }
  const own = code === "not-for-us" ? await openOwn(file, unlocked) : undefined;
  if (own === undefined) return finds.broken(name, code, null);
  const draft = casebook.letters.shownDraft(own);
  if (draft) finds.draft(draft);
  else finds.own(own);
}

async function tellTip(
  bytes: AsyncIterable<Uint8Array>,
  unlocked: Unlocked,
  finds: Finds,
): Promise<ErrorCode | undefined> {
  try {
    finds.tip({ opened: await openTip(bytes, null, unlocked.keys), origin: null });
    return undefined;
  } catch (error) {
    const code = codeOfOne(error);
    if (!code) throw error;
    return code;
  }
}

/** Whether the work, which takes a casebook in, found one that is for this vault. */
async function isCasebook(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof CryptoError && error.code === "no-match") return false;
    if (error instanceof CasebookError && error.code === "not-a-casebook") return false;
    throw error;
  }
}
