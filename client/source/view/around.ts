import type { Words } from "../../report/vocabulary/words.ts";
import type { Draft } from "../draft.ts";
import type { Strings } from "../strings/strings.ts";

/** What every step is made from: the words of the language, and the draft that it writes into as a person types. */
export interface Around {
  readonly strings: Strings;
  readonly words: Words;
  readonly draft: Draft;
}
