import { CryptoError } from "../../../crypto/errors.ts";
import { BundleError } from "../../bundle/errors.ts";
import { isAboutContents } from "../../opening/error-codes.ts";
import { CliError } from "../errors.ts";
import { isSystemError } from "../files.ts";

/** What came of something that was done with one envelope. */
export type Attempt<T> =
  | { readonly kind: "done"; readonly result: T }
  | Broken
  /** What ends the run. */
  | { readonly kind: "failed"; readonly failure: unknown };

/** What is wrong with an envelope. */
export interface Broken {
  readonly kind: "broken";
  /** With what to do next. */
  readonly sentence: string;
  /** Whether it is that none of the identities opens it. */
  readonly isNoMatch: boolean;
}

/** Never rejects: what isn't the machine's affair, or an interrupt, is the envelope's, also where the program stumbles. */
export async function attempt<T>(work: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { kind: "done", result: await work() };
  } catch (error) {
    return brokenBy(error) ?? { kind: "failed", failure: error };
  }
}

/** Undefined where an error isn't about the envelope. */
export function brokenBy(error: unknown): Broken | undefined {
  if (!isAboutEnvelope(error)) return undefined;
  const isNoMatch = error instanceof CryptoError && error.code === "no-match";
  return { kind: "broken", sentence: sentenceOf(error), isNoMatch };
}

/** An envelope over which the program itself broke. */
export function stumbled(why: string): Broken {
  const sentence =
    `The program stumbled over it (${why}). It may have been made for that: keep it apart, ` +
    "and show it to whoever looks after Nightjar for you.";
  return { kind: "broken", sentence, isNoMatch: false };
}

function isAboutEnvelope(error: unknown): error is Error {
  if (error instanceof CliError) return error.code === "file-unreadable";
  return !isSystemError(error) && isAboutContents(error);
}

/** With what to do next where a tar was refused: its contents are authentic, and somebody may need them. */
function sentenceOf(error: Error): string {
  if (error instanceof CliError || error instanceof BundleError) return error.message;
  if (!(error instanceof CryptoError)) return stumbled(`${error.name}: ${error.message}`).sentence;
  const refusedTar = error.code.startsWith("tar-");
  return refusedTar ? `${error.message} With --as-one-file it is kept without unpacking.` : error.message;
}
