import { button } from "../../browser/dom.ts";
import { LANGUAGES } from "../strings/languages.ts";
import type { Strings } from "../strings/strings.ts";

/** What stands around the steps all the time: the button to leave, and the language of the whole page. */
export class Surround {
  readonly #leave: HTMLButtonElement;

  constructor(leave: () => void) {
    this.#leave = button(LANGUAGES.map((strings) => strings.leave).join(" · "), "quiet", leave);
    this.#leave.classList.add("leave");
    document.querySelector("header")?.append(this.#leave);
  }

  speak(strings: Strings): void {
    document.documentElement.lang = strings.language;
    document.documentElement.dir = strings.direction;
    document.title = strings.title;
    this.#leave.textContent = strings.leave;
    document.querySelector(".demo")?.replaceChildren(strings.demo);
  }
}
