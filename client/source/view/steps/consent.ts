import { element } from "../../../browser/dom.ts";
import { CONSENTS_TO_CONFIRM, withConsent } from "../../../report/consent.ts";
import { type Code, codesOf } from "../../../report/vocabulary/codes.ts";
import type { Around } from "../around.ts";
import { answerTo, type SectionOptions } from "../section.ts";

type Consent = Code<"consent">;

/** What can't be recalled counts only once it is ticked a second time. */
export function consentSection(around: Around): SectionOptions {
  const { strings, words, draft } = around;
  const { questions } = strings;
  const boxes = new Map<Consent, HTMLInputElement>();
  const confirm = element("div");
  const show = () => {
    const { consent, unconfirmed } = draft.answers;
    for (const [code, box] of boxes) box.checked = consent.includes(code) || unconfirmed.includes(code);
    const asked = CONSENTS_TO_CONFIRM.filter((code) => boxes.get(code)?.checked);
    confirm.replaceChildren(...asked.map((code) => confirmation(around, code)));
  };
  const rows = codesOf("consent").map((code) => {
    const box = element("input", { type: "checkbox", name: "consent", value: code });
    box.addEventListener("change", () => {
      const { answers } = draft;
      const waits = box.checked && CONSENTS_TO_CONFIRM.includes(code);
      const others = code === "internal" && box.checked ? [] : answers.unconfirmed;
      answers.unconfirmed = [...others.filter((other) => other !== code), ...(waits ? [code] : [])];
      answers.consent = withConsent(answers.consent, code, box.checked && !waits);
      show();
    });
    boxes.set(code, box);
    return element("label", { class: "choice" }, box, element("span", {}, words.labels.consent[code]));
  });
  show();
  return {
    question: "consent",
    heading: words.fields.consent,
    lede: questions.consentHint,
    contents: [
      element(
        "fieldset",
        { class: "field", "aria-labelledby": "consent-heading" },
        element("div", { class: "choices" }, ...rows, confirm),
      ),
    ],
    answer: () => answerTo(around, "about", "consent"),
  };
}

/** Asks a second time. */
export function confirmation({ strings, draft }: Around, consent: Consent): HTMLElement {
  const { confirmAuthoritiesHint, confirmAuthorities } = strings.questions;
  const box = element("input", { type: "checkbox", id: "confirm" });
  box.checked = draft.answers.consent.includes(consent);
  box.addEventListener("change", () => {
    const { answers } = draft;
    answers.consent = withConsent(answers.consent, consent, box.checked);
    answers.unconfirmed = box.checked ? [] : [consent];
  });
  return element(
    "div",
    { class: "confirm", role: "group", "aria-labelledby": "confirm-hint" },
    element("p", { id: "confirm-hint" }, confirmAuthoritiesHint),
    element("label", { class: "choice" }, box, element("span", {}, confirmAuthorities)),
  );
}
