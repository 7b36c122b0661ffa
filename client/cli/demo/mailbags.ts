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

/** A file as it was at the last look: what is otherwise now is still being written. */
interface Seen {
  readonly size: number;
  readonly changed: number;
  /** Whether it needn't be tried again as it is. */
  readonly done: boolean;
  /** The last sentence about it. */
  readonly said: string | undefined;
}

/** The demo's folder of mailbags: each that is put there is delivered once; what fails is tried again at each look. */
export class MailbagFolder {
  readonly #path: string;
  readonly #server: Pick<CourierServer, "deliver">;
  readonly #say: (sentence: string) => void;
  readonly #seen = new Map<string, Seen>();

  /** @param say is told what became of each, once */
  constructor(data: string, server: Pick<CourierServer, "deliver">, say: (sentence: string) => void) {
    this.#path = join(data, MAILBAGS);
    this.#server = server;
    this.#say = say;
  }

  /** Delivers what has come since the last look. @throws ServerError interrupted; what goes wrong with the folder */
  async look(): Promise<void> {
    await mkdir(this.#path, { recursive: true, mode: 0o700 });
    const names = (await readdir(this.#path)).filter((name) => !name.startsWith(".")).sort();
    for (const name of names) {
      const now = await stateOf(join(this.#path, name));
      const before = this.#seen.get(name);
      if (before?.size !== now.size || before.changed !== now.changed)
        this.#seen.set(name, { ...now, done: false, said: before?.said });
      else if (now.size > 0 && !before.done)
        this.#seen.set(name, { ...now, ...(await this.#try(name, before)) });
    }
  }

  async #try(name: string, { size, said }: Seen): Promise<Pick<Seen, "done" | "said">> {
    const { done, sentence } = await this.#deliver(name, size);
    if (sentence !== undefined && sentence !== said) this.#say(sentence);
    return { done, said: done ? undefined : sentence };
  }

  async #deliver(name: string, size: number): Promise<{ done: boolean; sentence: string | undefined }> {
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

/** What is no plain file, or has just gone, is empty. */
async function stateOf(path: string): Promise<Pick<Seen, "size" | "changed">> {
  try {
    const found = await stat(path);
    return { size: found.isFile() ? found.size : 0, changed: found.ctimeMs };
  } catch {
    return { size: 0, changed: 0 };
  }
}
