import { button, element } from "../../browser/dom.ts";
import type { Strings } from "../strings/strings.ts";
import type { StepView } from "./step-view.ts";

export interface FrameOptions {
  readonly strings: Strings;
  readonly view: StepView;
  /** The parts of the way by their names, and which of them this is; nothing where nobody has set out yet. */
  readonly parts: { readonly names: readonly string[]; readonly at: number } | undefined;
  readonly notice: string | undefined;
  readonly back: (() => void) | undefined;
  readonly next: () => void;
}

export interface Shown {
  readonly element: HTMLElement;
  /** Takes the focus, so that a screen reader begins with it. */
  readonly heading: HTMLElement;
}

/** A step with what all steps have: where one is, the heading, what to mend, and the way back and on. */
export function frame({ strings, view, parts, notice, back, next }: FrameOptions): Shown {
  const heading = element("h1", { id: "heading", tabindex: "-1" }, view.heading);
  const alert = element("p", { class: "notice", role: "alert" });
  const say = (mend: string | undefined) => {
    alert.textContent = mend ?? "";
    alert.hidden = mend === undefined;
  };
  const form = element(
    view.formless ? "div" : "form",
    { class: "step", ...(view.formless ? {} : { autocomplete: "off", novalidate: true }) },
    ...(parts === undefined ? [] : [partsView(parts)]),
    heading,
    ...(view.lede === undefined ? [] : [element("p", { class: "lede", id: "lede" }, view.lede)]),
    ...view.contents,
    alert,
    ...actions(),
    ...(view.below ?? []),
  );
  let warned = "";
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => say(undefined));
  say(notice);
  return { element: form, heading };

  function goOn(press: () => void): void {
    const mend = view.mend?.();
    say(mend?.sentence);
    const insists = mend?.unlikely === true && warned === mend.sentence;
    warned = mend?.sentence ?? "";
    if (mend === undefined || insists) press();
  }

  function actions(): HTMLElement[] {
    const { forward = { label: strings.way.next, disabled: false } } = view;
    const buttons = back ? [button(strings.way.back, "quiet", back)] : [];
    if (forward !== false) {
      const go = button(forward.label, "primary", () => goOn(forward.press ?? next));
      go.disabled = forward.disabled;
      buttons.unshift(go);
    }
    return buttons.length === 0 ? [] : [element("div", { class: "actions" }, ...buttons)];
  }
}

function partsView({ names, at }: NonNullable<FrameOptions["parts"]>): HTMLElement {
  const items = names.map((name, i) => element("li", i === at ? { "aria-current": "step" } : {}, name));
  return element("ol", { class: "parts" }, ...items);
}
