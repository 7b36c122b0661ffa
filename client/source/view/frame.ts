import { narrowingHints } from "../../report/narrowing.ts";
import type { Around } from "./around.ts";
import { button, element } from "./dom.ts";
import type { StepView } from "./step-view.ts";

export interface FrameOptions {
  readonly around: Around;
  readonly view: StepView;
  /** "Step 3 of 12"; nothing for the first. */
  readonly progress: string | undefined;
  readonly notice: string | undefined;
  readonly back: (() => void) | undefined;
  readonly next: () => void;
}

export interface Shown {
  readonly element: HTMLElement;
  /** Takes the focus, so that a screen reader begins with it. */
  readonly heading: HTMLElement;
}

/** A step with what all steps have: where one is, the heading, hints, troubles, and the way back and on. */
export function frame({ around, view, progress, notice, back, next }: FrameOptions): Shown {
  const { strings } = around;
  const heading = element("h1", { id: "heading", tabindex: "-1" }, view.heading);
  const alert = element("p", { class: "notice", role: "alert" });
  const say = (trouble: string | undefined) => {
    alert.textContent = trouble ?? "";
    alert.hidden = trouble === undefined;
  };
  const hints = element("div", { class: "hints", role: "status" });
  const form = element(
    "form",
    { class: "step", autocomplete: "off", novalidate: true },
    ...(progress === undefined ? [] : [element("p", { class: "place" }, progress)]),
    ...(view.above === undefined ? [] : [element("p", { class: "above" }, view.above)]),
    heading,
    ...(view.lede === undefined ? [] : [element("p", { class: "lede", id: "lede" }, view.lede)]),
    ...view.contents,
    hints,
    alert,
    ...actions(),
    ...(view.below ?? []),
  );
  let warned = "";
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const trouble = view.trouble?.();
    say(trouble);
    // What is only unlikely, and was said once, doesn't stop anybody who goes on all the same.
    const insists = trouble === strings.questions.dateTrouble.ahead && warned === trouble;
    warned = trouble ?? "";
    if (trouble === undefined || insists) goOn();
  });
  form.addEventListener("change", () => {
    say(undefined);
    showHints();
  });
  say(notice);
  showHints();
  return { element: form, heading };

  function goOn(): void {
    const { forward } = view;
    if (forward === undefined) next();
    else if (forward !== false && !forward.disabled) (forward.press ?? next)();
  }

  function actions(): HTMLElement[] {
    const { forward = { label: strings.way.next, disabled: false } } = view;
    const backButton = back ? [button(strings.way.back, "quiet", back)] : [];
    if (forward === false)
      return backButton.length > 0 ? [element("div", { class: "actions" }, ...backButton)] : [];
    const go = element("button", { type: "submit", class: "primary" }, forward.label);
    go.disabled = forward.disabled;
    return [element("div", { class: "actions" }, go, ...backButton)];
  }

  function showHints(): void {
    const wanted = view.hints;
    const shown = wanted ? narrowingHints(around.draft.report).filter(wanted) : [];
    hints.replaceChildren(...shown.map((hint) => element("p", {}, strings.questions.narrowing[hint])));
    hints.hidden = shown.length === 0;
  }
}
