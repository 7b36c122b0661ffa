import type { Config } from "../config.ts";
import { cannotRead, errorCode, notAllowed, StartError } from "../errors.ts";
import type { Spool } from "../store/spool.ts";
import { lettersBelow } from "./bag-folder.ts";
import { LetterPool } from "./letter-pool.ts";
import { dayAtOnce, dayOfNewBag } from "./rhythm.ts";

/** The letters below a data folder, by the clock of its spool. @throws StartError */
export async function openLetters(
  { data, lettersAtOnce }: Pick<Config, "data" | "lettersAtOnce">,
  spool: Spool,
): Promise<LetterPool> {
  const folder = lettersBelow(data);
  const clock = () => ({ today: spool.today, doubt: spool.health.doubt });
  try {
    return await LetterPool.open(folder, clock, console.error, lettersAtOnce ? dayAtOnce : dayOfNewBag);
  } catch (error) {
    if (errorCode(error) !== "EACCES") throw cannotRead("the letters", folder, error);
    throw new StartError(notAllowed("the letters", folder, "read and write"));
  }
}
