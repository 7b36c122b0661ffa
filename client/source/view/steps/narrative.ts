import { MAX_TIP_LENGTH } from "../../../report/tip-json.ts";
import { formatShare } from "../../format.ts";
import type { Around } from "../around.ts";
import { element } from "../dom.ts";
import type { StepView } from "../step-view.ts";
import { KEPT_HERE } from "../text-field.ts";

/** Below this share of free room the line about it is marked. */
const LITTLE_ROOM = 0.1;

export function narrativeStep({ strings, draft }: Around): StepView {
  const { questions, sentences, language } = strings;
  const room = element("p", { class: "hint room", id: "room" });
  const showRoom = () => {
    const left = draft.roomLeft;
    room.textContent =
      left < 0 ? sentences.textTooLong : questions.roomLeft(formatShare(left / MAX_TIP_LENGTH, language));
    room.classList.toggle("little", left / MAX_TIP_LENGTH < LITTLE_ROOM);
  };
  const narrative = element("textarea", {
    id: "narrative",
    rows: "10",
    "aria-labelledby": "heading",
    "aria-describedby": "lede room",
    ...KEPT_HERE,
  });
  narrative.value = draft.answers.narrative;
  narrative.addEventListener("input", () => {
    draft.answers.narrative = narrative.value;
    showRoom();
  });
  showRoom();
  return {
    heading: questions.narrative,
    lede: questions.narrativeHint,
    contents: [element("div", { class: "field" }, narrative, room)],
    trouble: () => (draft.roomLeft < 0 ? sentences.textTooLong : undefined),
  };
}
