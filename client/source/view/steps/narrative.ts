import { element } from "../../../browser/dom.ts";
import { KEPT_HERE } from "../../../browser/kept-here.ts";
import { MAX_TIP_LENGTH } from "../../../report/tip-json.ts";
import { formatShare } from "../../format.ts";
import type { Around } from "../around.ts";

/** From this share of free room on, what is left is said. */
const LITTLE_ROOM = 0.1;

export function narrativeField({ strings, draft }: Around): HTMLElement {
  const { questions, sentences, language } = strings;
  const room = element("p", { class: "notice", id: "room", role: "status" });
  const showRoom = () => {
    const share = draft.roomLeft / MAX_TIP_LENGTH;
    room.hidden = share >= LITTLE_ROOM;
    room.textContent = share < 0 ? sentences.textTooLong : questions.roomLeft(formatShare(share, language));
  };
  const narrative = element("textarea", {
    id: "narrative",
    rows: "6",
    "aria-describedby": "narrative-hint room",
    ...KEPT_HERE,
  });
  narrative.value = draft.answers.narrative;
  narrative.addEventListener("input", () => {
    draft.answers.narrative = narrative.value;
    showRoom();
  });
  showRoom();
  return element(
    "div",
    { class: "field", "data-question": "narrative" },
    element("h2", {}, element("label", { for: "narrative" }, questions.narrative)),
    element("p", { id: "narrative-hint" }, questions.narrativeHint),
    narrative,
    room,
  );
}
