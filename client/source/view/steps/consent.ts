import { CONSENTS_TO_CONFIRM, withConsent } from "../../../report/consent.ts";
import { type Code, codesOf } from "../../../report/vocabulary/codes.ts";
import type { Around } from "../around.ts";
import { element } from "../dom.ts";
import type { StepView } from "../step-view.ts";

type Consent = Code<"consent">;

/** What can't be recalled counts only once it is ticked a second time. */
export function consentStep({ strings, words, draft }: Around): StepView {
  const { questions } = strings;
  const boxes = new Map<Consent, HTMLInputElement>();
  const confirmation = element("input", { type: "checkbox", id: "confirm" });
  const confirm = element(
    "div",
    { class: "confirm", role: "group", "aria-labelledby": "confirm-hint" },
    element("p", { id: "confirm-hint" }, questions.confirmAuthoritiesHint),
    element("label", { class: "choice" }, confirmation, element("span", {}, questions.confirmAuthorities)),
  );
  const give = (consent: Consent, given: boolean) => {
    draft.answers.consent = withConsent(draft.answers.consent, consent, given);
    for (const [code, box] of boxes) {
      if (!CONSENTS_TO_CONFIRM.includes(code)) box.checked = draft.answers.consent.includes(code);
    }
  };
  const change = (consent: Consent, box: HTMLInputElement) => {
    if (CONSENTS_TO_CONFIRM.includes(consent)) {
      confirm.hidden = !box.checked;
      confirmation.checked = false;
      give(consent, false);
    } else {
      if (consent === "internal" && box.checked) withdraw();
      give(consent, box.checked);
    }
  };
  const withdraw = () => {
    for (const code of CONSENTS_TO_CONFIRM) {
      const box = boxes.get(code);
      if (box) box.checked = false;
    }
    confirm.hidden = true;
    confirmation.checked = false;
  };
  confirmation.addEventListener("change", () => {
    for (const code of CONSENTS_TO_CONFIRM) give(code, confirmation.checked);
  });
  const rows = codesOf("consent").map((code) => {
    const box = element("input", { type: "checkbox", name: "consent", value: code });
    box.checked = draft.answers.consent.includes(code);
    box.addEventListener("change", () => change(code, box));
    boxes.set(code, box);
    return element("label", { class: "choice" }, box, element("span", {}, words.labels.consent[code]));
  });
  confirmation.checked = CONSENTS_TO_CONFIRM.some((code) => draft.answers.consent.includes(code));
  confirm.hidden = !confirmation.checked;
  return {
    above: words.fields.about,
    heading: words.fields.consent,
    lede: questions.consentHint,
    contents: [
      element(
        "fieldset",
        { class: "field", "aria-labelledby": "heading" },
        element("div", { class: "choices" }, ...rows, confirm),
      ),
    ],
  };
}
