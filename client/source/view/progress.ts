import { formatBytes } from "../format.ts";
import type { Strings } from "../strings/strings.ts";
import { button, element, paragraphs } from "./dom.ts";
import { panel } from "./panel.ts";

export interface Progress {
  readonly stored: number;
  /** 0 until it is known. */
  readonly length: number;
  /** Seconds until the next attempt, after the connection broke off. */
  readonly pause?: number;
}

/** The bar, the bytes, and what the page is waiting for. */
export class ProgressView {
  readonly element: HTMLElement;
  readonly heading: HTMLHeadingElement;
  readonly #strings: Strings;
  readonly #bar: HTMLProgressElement;
  readonly #words = element("p", { class: "words", "aria-live": "polite" });

  constructor(strings: Strings, cancel: () => void) {
    this.#strings = strings;
    this.#bar = element("progress", { "aria-label": strings.sending });
    const contents = [this.#bar, this.#words, ...paragraphs([strings.keepOpen])];
    const made = panel("calm", strings.sending, contents, [button(strings.cancel, "quiet", cancel)]);
    this.element = made.element;
    this.heading = made.heading;
  }

  show({ stored, length, pause }: Progress): void {
    if (stored > 0) {
      this.#bar.max = length;
      this.#bar.value = stored;
    } else {
      this.#bar.removeAttribute("value");
    }
    this.#words.textContent =
      pause === undefined ? this.#amount(stored, length) : this.#strings.pausing(pause);
  }

  #amount(stored: number, length: number): string {
    const { language, sealing, sent } = this.#strings;
    if (stored === 0) return sealing;
    return sent(formatBytes(stored, language), formatBytes(length, language));
  }
}
