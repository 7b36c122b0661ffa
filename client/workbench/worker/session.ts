import { Casebook } from "./casebook.ts";
import { Exports } from "./export.ts";
import { Letters } from "./letters.ts";
import type { StartOpener } from "./opening/start-opener.ts";
import type { Unlocked } from "./unlocked.ts";

/** What there is from unlocking a vault until the tab is closed. */
export class Session {
  readonly unlocked: Unlocked;
  readonly casebook: Casebook;
  readonly exports: Exports;
  readonly letters: Letters;
  readonly startOpener: StartOpener | undefined;

  /** @param startOpener undefined where everything is to be done in one thread */
  constructor(unlocked: Unlocked, startOpener?: StartOpener) {
    this.unlocked = unlocked;
    this.startOpener = startOpener;
    this.casebook = new Casebook(unlocked);
    this.letters = new Letters(unlocked, this.casebook);
    this.exports = new Exports(unlocked.anchor.instance);
  }
}
