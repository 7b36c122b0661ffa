import type { Explanation } from "../../casebook/near/near-index.ts";
import { harmlessLine } from "../../report/harmless.ts";
import type { TogetherStrings } from "../strings/together/strings.ts";

/** Why two tips may belong together, in a sentence. */
export function sentenceOf(why: Explanation, { whys: words }: TogetherStrings): string {
  switch (why.code) {
    case "similar_text":
      return words.similar_text(Math.round(why.resemblance * 100));
    case "same_place":
      return words.same_place(harmlessLine(why.place));
    case "near_place":
      return words.near_place(why.kilometres, harmlessLine(why.place));
    case "same_name":
      return words.same_name(harmlessLine(why.name));
    case "same_file":
      return words.same_file(why.sha256.slice(0, 12));
  }
}
