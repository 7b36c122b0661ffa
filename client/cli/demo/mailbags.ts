import { mkdir, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { MAILBAG_LENGTH } from "../../../protocol/letters.ts";
import { NotAMailbag, readBag } from "../../courier/deliver.ts";
import type { CourierServer } from "../../courier/server.ts";
import { ServerError } from "../../http/errors.ts";
import { CliError } from "../errors.ts";
import { readSmallFile } from "../files.ts";

/** Where mailbags are put that the demo delivers, below its data folder. */
export const MAILBAGS = "mailbags";

/** A file, and when it was last changed: what has another state now than at the last look is still being written. */
interface State {
  readonly size: number;
  readonly changed: number;
}

/** What became of a file. */
interface Outcome {
  /** Whether it needn't be tried again as it is. */
  readonly done: boolean;
  readonly sentence: string | undefined;
}

/** The demo's folder of mailbags: each that is put there is delivered once; what fails is tried again at each look. */
export class MailbagFolder {
  readonly #path: string;
  readonly #server: Pick<CourierServer, "deliver">;
  readonly #say: (sentence: string) => void;
  #states: ReadonlyMap<string, State> = new Map();
  readonly #done = new Map<string, State>();
  /** The last sentence about each. */
  readonly #said = new Map<string, string>();

  /** @param say is told what became of each, once */
  constructor(data: string, server: Pick<CourierServer, "deliver">, say: (sentence: string) => void) {
    this.#path = join(data, MAILBAGS);
    this.#server = server;
    this.#say = say;
  }

  /** Delivers what has come since the last look. @throws ServerError interrupted; what goes wrong with the folder */
  async look(): Promise<void> {
    await mkdir(this.#path, { recursive: true, mode: 0o700 });
    const before = this.#states;
    this.#states = await statesIn(this.#path);
    for (const [name, state] of this.#states) {
      const isDue = isSame(before.get(name), state) && !isSame(this.#done.get(name), state);
      if (state.size > 0 && isDue) await this.#try(name, state);
    }
  }

  async #try(name: string, state: State): Promise<void> {
    const { done, sentence } = await this.#deliver(name, state);
    if (sentence !== undefined && sentence !== this.#said.get(name)) this.#say(sentence);
    this.#said.set(name, done ? "" : (sentence ?? ""));
    if (done) this.#done.set(name, state);
  }

  async #deliver(name: string, { size }: State): Promise<Outcome> {
    try {
      const read = () => readSmallFile(join(this.#path, name), MAILBAG_LENGTH);
      const delivered = await this.#server.deliver((await readBag({ name, size, read })).bytes);
      if (delivered === "there") return { done: true, sentence: undefined };
      if (delivered === "taken")
        return { done: true, sentence: `A mailbag has come, and was delivered: ${join(MAILBAGS, name)}` };
      return {
        done: false,
        sentence: `${name} was not taken by the server (${delivered}), and is tried again.`,
      };
    } catch (error) {
      if (error instanceof NotAMailbag)
        return { done: true, sentence: `${name} is no mailbag, and was left alone.` };
      const passes =
        error instanceof CliError || (error instanceof ServerError && error.code !== "interrupted");
      if (!passes) throw error;
      return { done: false, sentence: `${name} was not delivered yet, and is tried again. ${error.message}` };
    }
  }
}

function isSame(one: State | undefined, other: State): boolean {
  return one?.size === other.size && one.changed === other.changed;
}

async function statesIn(folder: string): Promise<Map<string, State>> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith(".")).sort();
  return new Map(
    await Promise.all(names.map(async (name) => [name, await stateOf(join(folder, name))] as const)),
  );
}

/** What is no plain file, or has just gone, is empty. */
async function stateOf(path: string): Promise<State> {
  try {
    const found = await stat(path);
    return { size: found.isFile() ? found.size : 0, changed: found.ctimeMs };
  } catch {
    return { size: 0, changed: 0 };
  }
}
