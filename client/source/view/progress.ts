import { button, element } from "../../browser/dom.ts";
import { formatBytes } from "../format.ts";
import type { Progress } from "../state.ts";
import type { SendingStrings, Strings } from "../strings/strings.ts";
import { panel } from "./panel.ts";

export interface ProgressActions {
  readonly pause: () => void;
  /** Goes on after a pause, or at once where the page waits before the next attempt. */
  readonly resume: () => void;
  readonly cancel: () => void;
}

/**
 * The bar, the bytes, the time, and what the page is waiting for. One thing takes the place of another, so that no
 * button moves from under a finger.
 */
export class ProgressView {
  readonly element: HTMLElement;
  readonly heading: HTMLHeadingElement;
  readonly #strings: Strings;
  readonly #bar: HTMLProgressElement;
  readonly #words = element("p", { class: "words" });
  readonly #news = element("p", { class: "news", role: "status" });
  readonly #pause: HTMLButtonElement;
  readonly #resume: HTMLButtonElement;

  constructor(strings: Strings, { pause, resume, cancel }: ProgressActions) {
    const { sending } = strings;
    this.#strings = strings;
    this.#bar = element("progress", { "aria-label": sending.heading });
    this.#pause = button(sending.pause, "quiet", () => {
      pause();
      this.#resume.focus();
    });
    this.#resume = button(sending.resume, "primary", () => {
      resume();
      if (this.#resume.hidden) this.#pause.focus();
    });
    const contents = [this.#bar, this.#words, this.#news];
    const buttons = [this.#resume, this.#pause, button(sending.cancel, "quiet", cancel)];
    const made = panel("calm", sending.heading, contents, buttons);
    this.element = made.element;
    this.heading = made.heading;
  }

  show({ stored, length, paused, remaining, waiting }: Progress): void {
    const { sending } = this.#strings;
    if (stored > 0) {
      this.#bar.max = length;
      this.#bar.value = stored;
    } else {
      this.#bar.removeAttribute("value");
    }
    this.#words.textContent = this.#amount(stored, length, remaining);
    const calm = waiting === undefined ? sending.keepOpen : sending.waiting(waiting);
    const news = paused ? sending.paused : calm;
    if (this.#news.textContent !== news) this.#news.textContent = news;
    this.#resume.hidden = !paused && waiting === undefined;
    this.#pause.hidden = !this.#resume.hidden;
    this.#pause.disabled = length === 0;
    this.#resume.textContent = paused ? sending.resume : sending.retryNow;
  }

  #amount(stored: number, length: number, remaining: number | undefined): string {
    const { language, sending } = this.#strings;
    if (stored === 0) return sending.sealing;
    const amount = sending.stored(formatBytes(stored, language), formatBytes(length, language));
    return remaining === undefined ? amount : `${amount} · ${remainingWords(sending, remaining)}`;
  }
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** A time for people, no more exact than it can be known: whole minutes, rounded up; hours from 90 minutes on. */
export function remainingWords(sending: SendingStrings, seconds: number): string {
  if (seconds < MINUTE) return sending.lessThanAMinute;
  if (seconds < 1.5 * HOUR) return sending.minutes(Math.ceil(seconds / MINUTE));
  return sending.hours(Math.round(seconds / HOUR));
}
