import { startOwnWorker } from "../browser/own-worker.ts";
import { Caller } from "../workers/calls.ts";
import type { Busy, Host } from "./host.ts";
import { PageError, type Told } from "./page-error.ts";
import { secondsLeft } from "./remaining.ts";
import { en } from "./strings/en.ts";
import type { RoleName, Strings } from "./strings/strings.ts";
import type { Answer, Asked, KeysCalls, MethodName } from "./worker/methods.ts";

/** Seconds for a passphrase from which on the page says why it takes so long. */
const SLOW = 20;

/** All that the page holds beside its roles; `changed` is called after each change of what is seen. */
export class App implements Host {
  strings: Strings = en;
  role: RoleName | undefined;
  slow = false;
  busy: Busy | undefined;
  told: Told | undefined;
  readonly #worker = startKeysWorker();
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
    void this.#learn();
  }

  get title(): string {
    return this.strings.title;
  }

  /** Keys may be in no file yet. */
  get holdsUnsaved(): boolean {
    return this.role !== undefined;
  }

  speak(strings: Strings): void {
    this.strings = strings;
    this.#changed();
  }

  enter(role: RoleName): void {
    this.role = role;
    this.#changed();
  }

  leave(): void {
    this.role = undefined;
    void this.attempt(async () => {
      await this.ask("vaultClose", null);
    });
  }

  ask<K extends MethodName>(name: K, asked: Asked<K>): Promise<Answer<K>> {
    const begun = performance.now();
    return this.#worker.call(name, asked, (done) => {
      this.busy = { done, left: secondsLeft(performance.now() - begun, done) };
      this.#changed();
    });
  }

  async attempt(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = { done: undefined, left: undefined };
    this.told = undefined;
    this.#changed();
    try {
      await work();
    } catch (error) {
      this.#tell(error);
    } finally {
      this.busy = undefined;
      this.#changed();
    }
  }

  async #learn(): Promise<void> {
    try {
      this.slow = (await this.ask("passphraseCost", null)) > SLOW;
    } catch (error) {
      this.#tell(error);
    }
    this.#changed();
  }

  #tell(error: unknown): void {
    this.told = error instanceof PageError ? error.told : { code: "page-broken" };
    if (!(error instanceof PageError)) console.error(error);
  }
}

/** The worker's bundled program: the build puts the text in place of this name. */
declare const NIGHTJAR_WORKER: string;

/** The worker from the page's side. It holds the vault, and does one thing after the other. */
function startKeysWorker(): Caller<KeysCalls, Told> {
  return new Caller<KeysCalls, Told>(
    startOwnWorker(NIGHTJAR_WORKER),
    { code: "page-broken" },
    ({ code, ...about }) => new PageError(code, about),
  );
}
