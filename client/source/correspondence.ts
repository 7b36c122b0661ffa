import { wipe } from "../../crypto/bytes.ts";
import { type Codename, codenameOf, newCodename } from "../letters/codename.ts";
import type { FoundLetters } from "../letters/find-letters.ts";
import type { SourceFailure } from "./errors.ts";
import { WordEntry } from "./word-entry.ts";

/** What became of looking for letters. */
export type Looked =
  | { readonly state: "looking" }
  | { readonly state: "found"; readonly found: FoundLetters }
  | { readonly state: "failed"; readonly failure: SourceFailure };

/** By which name a person can be answered, and what they were. In this page's memory only. */
export class Correspondence {
  readonly entry = new WordEntry();
  /** What looking came to, for the codename in use; nothing before. */
  looked: Looked | undefined;
  #codename: Codename | undefined;
  #offered: Codename | undefined;
  #isEntered = false;

  /** By which what is sent can be answered. */
  get codename(): Codename | undefined {
    return this.#codename;
  }

  /** Whether the codename in use was entered and has opened nothing: a wrong word in it would still be unknown. */
  get unproven(): boolean {
    const { looked } = this;
    return this.#isEntered && !(looked?.state === "found" && opensSomething(looked.found));
  }

  /** A new codename, the same until it is taken or dropped. */
  offer(): Codename {
    this.#offered ??= newCodename();
    return this.#offered;
  }

  /** Takes the offered codename into use, if it is what was entered. */
  takeOffered(): boolean {
    const entered = this.#entered();
    const same = entered?.every((byte, i) => byte === this.#offered?.[i]) === true;
    if (same) this.#use(entered);
    else if (entered) wipe(entered);
    return same;
  }

  /** Takes what was entered into use, if the words belong together. */
  takeEntered(): boolean {
    const entered = this.#entered();
    if (entered) this.#use(entered);
    this.#isEntered = entered !== undefined;
    return this.#isEntered;
  }

  /** What is sent can't be answered. */
  drop(): void {
    for (const codename of [this.#codename, this.#offered]) if (codename) wipe(codename);
    this.#codename = undefined;
    this.#offered = undefined;
    this.looked = undefined;
    this.#isEntered = false;
    this.entry.wipe();
  }

  #use(codename: Codename): void {
    this.drop();
    this.#codename = codename;
  }

  #entered(): Codename | undefined {
    const indices = this.entry.indices;
    const codename = indices && codenameOf(indices);
    indices?.fill(0);
    return codename;
  }
}

function opensSomething({ letters, formerly, invalid, newerRoster }: FoundLetters): boolean {
  return letters.length + formerly + invalid > 0 || newerRoster;
}
