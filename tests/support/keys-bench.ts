import { type Method, toldOf } from "../../client/keys/method.ts";
import type { Told } from "../../client/keys/page-error.ts";
import { OpenVault } from "../../client/keys/vault/open-vault.ts";
import { type Answer, type Asked, METHODS, type MethodName } from "../../client/keys/worker/methods.ts";
import { sodium } from "./ceremony.ts";

/** Method that takes no time: what a vault costs is tested elsewhere. */
const LITTLE_WORK = 4;

/** The worker of the page of keys without a worker: one vault is open, or none. */
export class KeysBench {
  readonly heard: number[] = [];
  readonly #open = new OpenVault();
  readonly #work: number;

  constructor(work = LITTLE_WORK) {
    this.#work = work;
  }

  ask<K extends MethodName>(name: K, asked: Asked<K>): Promise<Answer<K>> {
    const progress = (done: number) => void this.heard.push(done);
    const work = METHODS[name] as Method<unknown, unknown>;
    return work(asked, { primitives: sodium, open: this.#open, work: this.#work, progress }) as Promise<
      Answer<K>
    >;
  }

  /** What a person is told of, or "done". */
  async told<K extends MethodName>(name: K, asked: Asked<K>): Promise<Told | "done"> {
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
