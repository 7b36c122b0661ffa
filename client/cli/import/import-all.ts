import { stat } from "node:fs/promises";
import { randomBelow } from "../../../crypto/random.ts";
import { ANCHOR_PATH } from "../../../protocol/addresses.ts";
import { codeFrom, serverErrorFor } from "../../http/answers.ts";
import { ServerError } from "../../http/errors.ts";
import { type Patience, persist } from "../../http/patience.ts";
import { CliError, type CliErrorCode } from "../errors.ts";
import { HttpClient } from "../http/client.ts";
import type { Target } from "../http/target.ts";
import { Progress } from "../open/progress.ts";
import { handIn } from "./hand-in.ts";

/** A server's door for sources, on this machine. */
export interface Door {
  readonly target: Target;
  /** Whether it expects tor's line before each connection. */
  readonly circuits: boolean;
}

/** What is wrong with one envelope, and none of the others'. */
const PASSED_OVER: readonly CliErrorCode[] = ["envelope-refused", "file-unreadable"];

/** How far it came. */
export interface Imported {
  /** Envelopes that the server has on its disk. */
  stored: number;
  /** Their bytes. */
  bytes: number;
  /** Why each of the others isn't there. */
  readonly refused: string[];
}

/**
 * Hands in the envelopes in these files, one after the other, each by a connection and a circuit of its own.
 * @param imported is kept up to date, so that it tells how far it came if something is thrown
 * @throws ServerError; CliError file-…
 */
export async function importAll(
  door: Door,
  paths: readonly string[],
  patience: Patience,
  imported: Imported,
): Promise<void> {
  await checkDoor(door, patience.stop);
  const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size));
  const progress = new Progress(
    sizes.reduce((sum, size) => sum + size, 0),
    paths.length,
  );
  try {
    for (const [i, path] of paths.entries()) {
      const size = sizes[i] ?? 0;
      const stored = await storedOr(imported.refused, () =>
        persist(patience, () => using(door, patience.stop, (client) => handIn(client, path, patience.stop))),
      );
      if (stored) {
        imported.stored++;
        imported.bytes += size;
      }
      progress.read(size);
      progress.envelopeDone();
    }
  } finally {
    progress.clear();
  }
}

/** Asks for what every server shows, once: a wrong door is told at once, not after all pauses. */
async function checkDoor(door: Door, stop: AbortSignal): Promise<void> {
  await using(door, stop, async (client) => {
    const answer = await client.ask({ method: "GET", path: ANCHOR_PATH }).catch((error: unknown) => {
      if (!(error instanceof ServerError) || error.code !== "network" || door.circuits) throw error;
      throw new ServerError("network", `${error.message} If NIGHTJAR_CIRCUITS is 1 there, add --circuits.`);
    });
    if (answer.status === 200) return await answer.body.return(undefined);
    if (answer.status !== 400 || !door.circuits) throw serverErrorFor(answer.status, await codeFrom(answer));
    throw new ServerError(
      "answer-refused",
      "The server takes tor's line for a broken request: leave --circuits out, since NIGHTJAR_CIRCUITS is not 1 there.",
    );
  });
}

async function using<T>(door: Door, stop: AbortSignal, work: (client: HttpClient) => Promise<T>): Promise<T> {
  const client = new HttpClient(door.target, stop, door.circuits ? lineOfNewCircuit() : "");
  try {
    return await work(client);
  } finally {
    client.close();
  }
}

/** An envelope that is refused, or that the disk doesn't give, is no reason to leave out the others. */
async function storedOr(refused: string[], work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (!(error instanceof CliError && PASSED_OVER.includes(error.code))) throw error;
    refused.push(error.message);
    return false;
  }
}

/** Tor's own circuits are numbered from below; in this half none has ever been seen. */
const UPPER_HALF = 2 ** 31;

/**
 * The line that tor writes before a connection (SPEC.md, "Behind tor"), with a circuit of chance that tor won't have:
 * what came by it counts for nobody else.
 */
export function lineOfNewCircuit(): string {
  const circuit = UPPER_HALF + randomBelow(UPPER_HALF);
  const [high, low] = [Math.floor(circuit / 2 ** 16), circuit % 2 ** 16];
  return `PROXY TCP6 fc00:dead:beef:4dad::${high.toString(16)}:${low.toString(16)} ::1 1 80\r\n`;
}
