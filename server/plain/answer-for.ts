import type { Problem, ProblemCode } from "../problem.ts";
import type { PlainAnswer } from "./pages.ts";

/** Problems that a person on the manual road can do something about in particular. */
const ANSWERS: Partial<Record<ProblemCode, PlainAnswer>> = {
  "not-age": "not-sealed",
  "armor-malformed": "damaged",
  "header-malformed": "damaged",
  "header-too-large": "damaged",
  "stanza-malformed": "damaged",
  truncated: "damaged",
  "payload-length": "damaged",
  interrupted: "damaged",
  "stanza-unknown": "not-accepted",
  "no-recipient": "not-accepted",
  "too-many-recipients": "not-accepted",
  "mixed-recipients": "not-accepted",
  "too-large": "too-large",
  "too-many-requests": "later",
};

/** The page that says what a problem means for somebody who sealed by hand. */
export function answerFor({ code, status }: Problem): PlainAnswer {
  return ANSWERS[code] ?? (status >= 500 ? "later" : "unclear");
}
