import { button, element } from "../../../browser/dom.ts";
import { NEEDS_WITH_REPLY } from "../../../report/need.ts";
import type { Correspondence } from "../../correspondence.ts";
import type { Strings } from "../../strings/strings.ts";
import type { Around } from "../around.ts";

export interface AskActions {
  /** Makes a codename. */
  readonly make: () => void;
  /** Takes one that the person has. */
  readonly enter: () => void;
  /** Shows the step anew. */
  readonly again: () => void;
}

/** Whether one wants to be able to read an answer: whoever doesn't goes on, without a click. */
export function askView({ strings, draft }: Around, { make, enter, again }: AskActions): HTMLElement {
  const { ask } = strings.letters;
  const { correspondence, answers } = draft;
  if (correspondence.codename) {
    const drop = button(ask.drop, "quiet", () => {
      correspondence.drop();
      again();
    });
    const ready = element("p", { class: "status good" }, ask.ready);
    return part(ask.heading, [ready, ...unprovenView(strings, correspondence)], [drop]);
  }
  const isNeeded = answers.need !== null && NEEDS_WITH_REPLY.includes(answers.need);
  return part(
    ask.heading,
    [
      element("p", {}, ask.text),
      isNeeded ? element("p", { class: "care" }, ask.needed) : element("p", { class: "hint" }, ask.without),
    ],
    [button(ask.yes, "quiet", make), button(ask.have, "quiet", enter)],
  );
}

/** A word that is wrong passes unseen once in sixteen times. */
export function unprovenView({ letters }: Strings, { unproven }: Correspondence): HTMLElement[] {
  return unproven ? [element("p", { class: "care" }, letters.entry.unproven)] : [];
}

function part(
  heading: string,
  contents: readonly HTMLElement[],
  actions: readonly HTMLButtonElement[],
): HTMLElement {
  return element(
    "section",
    { class: "part ask" },
    element("h2", {}, heading),
    ...contents,
    element("div", { class: "actions" }, ...actions),
  );
}
