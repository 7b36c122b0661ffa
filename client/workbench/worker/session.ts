import { Casebook } from "./casebook.ts";
import { Leaving } from "./leaving.ts";
import type { Unlocked } from "./unlocked.ts";

/** What there is from unlocking a vault until the tab is closed. */
export class Session {
  readonly unlocked: Unlocked;
  readonly casebook: Casebook;
  readonly leaving: Leaving;

  constructor(unlocked: Unlocked) {
    this.unlocked = unlocked;
    this.casebook = new Casebook(unlocked);
    this.leaving = new Leaving(unlocked.anchor.instance);
  }
}
