import type { Told } from "../../client/keys/trouble.ts";
import { OpenVault } from "../../client/keys/vault/open-vault.ts";
import { toldOf, type Work } from "../../client/keys/work.ts";
import { type Answer, type Asked, WORKS, type WorkName } from "../../client/keys/worker/works.ts";
import { sodium } from "./ceremony.ts";

/** Work that takes no time: what a vault costs is tested elsewhere. */
const LITTLE_WORK = 4;

/** The worker of the page of keys without a worker: one vault is open, or none. */
export class KeysBench {
  readonly heard: number[] = [];
  readonly #open = new OpenVault();
  readonly #work: number;

  constructor(work = LITTLE_WORK) {
    this.#work = work;
  }

  ask<K extends WorkName>(name: K, asked: Asked<K>): Promise<Answer<K>> {
    const progress = (done: number) => void this.heard.push(done);
    const work = WORKS[name] as Work<unknown, unknown>;
    return work(asked, { primitives: sodium, open: this.#open, work: this.#work, progress }) as Promise<
      Answer<K>
    >;
  }

  /** What a person is told of, or "done". */
  async told<K extends WorkName>(name: K, asked: Asked<K>): Promise<Told | "done"> {
    try {
      await this.ask(name, asked);
      return "done";
    } catch (error) {
      const told = toldOf(error);
      if (!told) throw error;
      return told;
    }
  }
}

/** A file as a person chooses it. */
export function chosen(bytes: Uint8Array, name: string): File {
  return new File([bytes.slice()], name);
}
