import { Casebook } from "./casebook.ts";
import type { Unlocked } from "./unlocked.ts";

/** What there is from unlocking a vault until the tab is closed. */
export class Session {
  readonly unlocked: Unlocked;
  readonly casebook: Casebook;

  constructor(unlocked: Unlocked) {
    this.unlocked = unlocked;
    this.casebook = new Casebook(unlocked);
  }
}
