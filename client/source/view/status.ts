import { element } from "../../browser/dom.ts";
import type { Trust } from "../state.ts";
import type { Strings } from "../strings/strings.ts";

/** Whether it is known yet to whom the page would seal. */
export class StatusView {
  readonly element = element("p", { class: "status", role: "status" });

  show({ way }: Strings, trust: Trust): void {
    const verified = trust.state === "verified";
    this.element.classList.toggle("good", verified);
    this.element.hidden = trust.state === "wanted" || trust.state === "refused";
    this.element.textContent = verified ? way.checked(trust.verified.reviewers) : way.checking;
  }
}
