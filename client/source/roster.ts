import { ROSTER_PATH } from "../../protocol/addresses.ts";
import { SourceError } from "./errors.ts";
import { stringField } from "./upload/problem.ts";
import { ALONE } from "./upload/transport.ts";

/** How long the roster may take, in milliseconds: some 40 KB on a bad circuit. */
const PATIENCE = 90_000;

/**
 * The bytes of `/v1/roster`, as the server gives them: not yet worth anything.
 * @throws SourceError roster-unreachable; no-roster, if the server says that there is none
 */
export async function fetchRosterFile(): Promise<Uint8Array<ArrayBuffer>> {
  let none = false;
  try {
    const response = await fetch(ROSTER_PATH, { ...ALONE, signal: AbortSignal.timeout(PATIENCE) });
    if (response.status === 200) return new Uint8Array(await response.arrayBuffer());
    none = stringField(await response.text(), "code") === "no-roster";
  } catch {
    // No answer, or one that broke off: for the person it is the same as a refusal, below.
  }
  throw new SourceError(none ? "no-roster" : "roster-unreachable");
}
