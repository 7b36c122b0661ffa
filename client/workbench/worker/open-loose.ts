import { CryptoError } from "../../../crypto/errors.ts";
import { CasebookError } from "../../casebook/errors.ts";
import { openTip } from "../../opening/open-tip.ts";
import type { Trouble } from "../../opening/trouble.ts";
import { type Finds, troubleOfOne } from "./finds.ts";
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
  const trouble = await tellTip(bytes, unlocked, finds);
  if (trouble === undefined) return;
  if (trouble === "not-for-us" && (await isCasebook(() => casebook.add(file)))) {
    finds.people((await casebook.people()).people);
    return finds.casebook(casebook.change());
  }
  const own = trouble === "not-for-us" ? await openOwn(file, unlocked) : undefined;
  if (own === undefined) return finds.broken(name, trouble, null);
  const draft = casebook.letters.shownDraft(own);
  if (draft) finds.draft(draft);
  else finds.own(own);
}

async function tellTip(
  bytes: AsyncIterable<Uint8Array>,
  unlocked: Unlocked,
  finds: Finds,
): Promise<Trouble | undefined> {
  try {
    finds.tip({ opened: await openTip(bytes, null, unlocked.keys), origin: null });
    return undefined;
  } catch (error) {
    const trouble = troubleOfOne(error);
    if (!trouble) throw error;
    return trouble;
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
