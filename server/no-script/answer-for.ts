import type { Problem, ProblemCode } from "../http/problem.ts";
import type { NoScriptAnswer } from "./pages.ts";

/** Problems that a person on the no-script pages can do something about in particular. */
const ANSWERS: Partial<Record<ProblemCode, NoScriptAnswer>> = {
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
export function answerFor({ code, status }: Problem): NoScriptAnswer {
  return ANSWERS[code] ?? (status >= 500 ? "later" : "unclear");
}
