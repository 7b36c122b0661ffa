import { runAsOwner, whileAsOwner } from "../as-owner.ts";
import { CliError } from "../errors.ts";

/** Copies of the spool's databases, below the data folder, for as long as they are needed. */
export interface Copies {
  readonly folder: string;
  /** Paths below the folder. */
  readonly files: readonly string[];
  /** Whether a backup that was killed had left copies, which are gone now. */
  readonly foundLeft: boolean;
}

/**
 * Gives `work` the copies, made as the data's owner. They are removed afterwards, and also if this process is killed.
 * @throws CliError server-failed, interrupted; what `work` throws
 */
export async function withSnapshot<T>(
  data: string,
  stop: AbortSignal,
  work: (copies: Copies) => Promise<T>,
): Promise<T> {
  const otherwise = `The spool in ${data} could not be copied.`;
  const useAll = async (answer: unknown) => {
    if (!isCopies(answer)) throw new CliError("server-failed", otherwise);
    return await work(answer);
  };
  try {
    return await whileAsOwner(data, "snapshot", [data], otherwise, stop, useAll);
  } catch (error) {
    // What copies may have been stopped in its middle, before this was.
    await removeLeftCopies(data);
    throw error;
  }
}

/** Removes what a killed backup left; false if there is nothing, or another one is being made. @throws CliError server-failed */
export async function removeLeftCopies(data: string): Promise<boolean> {
  const otherwise = `What a killed backup left in ${data} could not be removed.`;
  const answer = await runAsOwner(data, "remove-copies", [data], otherwise);
  return isRecord(answer) && answer.removed === true;
}

function isCopies(answer: unknown): answer is Copies {
  if (!isRecord(answer)) return false;
  const { folder, files, foundLeft } = answer;
  const named = Array.isArray(files) && files.every((file) => typeof file === "string");
  return typeof folder === "string" && named && typeof foundLeft === "boolean";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
