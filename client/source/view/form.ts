import type { ChosenFile, Draft } from "../draft.ts";
import { codeOf, type SourceErrorCode } from "../errors.ts";
import { formatShare } from "../format.ts";
import { SENTENCE_OF } from "../strings/sentence-of.ts";
import type { Strings } from "../strings/strings.ts";
import { button, element } from "./dom.ts";
import { FilesView } from "./files.ts";

/** Below this share of free room the line about it is marked. */
const LITTLE_ROOM = 0.1;

/** The form: a text, files, and one button. It writes into the draft as the person types. */
export class FormView {
  readonly element: HTMLFormElement;
  readonly #strings: Strings;
  readonly #draft: Draft;
  readonly #roomOfNothing: number;
  readonly #narrative: HTMLTextAreaElement;
  readonly #room = element("p", { class: "hint room", id: "room" });
  readonly #notice = element("p", { class: "notice", role: "alert" });
  readonly #status = element("p", { class: "status", role: "status" });
  readonly #files: FilesView;
  readonly #send: HTMLButtonElement;

  constructor(strings: Strings, draft: Draft, send: () => void) {
    this.#strings = strings;
    this.#draft = draft;
    this.#roomOfNothing = draft.roomLeft;
    this.#narrative = this.#makeNarrative();
    this.#files = new FilesView(strings, {
      add: (files) => this.#add(files),
      remove: (file) => this.#remove(file),
    });
    this.#send = button(strings.send, "primary", send);
    this.element = element(
      "form",
      { class: "form", autocomplete: "off", novalidate: true },
      this.#narrativeField(),
      this.#files.element,
      element("div", { class: "end" }, this.#status, this.#notice, this.#send),
    );
    this.element.addEventListener("submit", (event) => event.preventDefault());
    this.refresh();
  }

  /** While the roster is being checked one may write, but not send. */
  showChecking(): void {
    this.#send.disabled = true;
    this.#status.textContent = this.#strings.checking;
    this.#status.classList.remove("good");
    this.#say(undefined);
  }

  showReady(reviewers: number, notice: SourceErrorCode | undefined): void {
    this.#send.disabled = false;
    this.#status.textContent = this.#strings.checked(reviewers);
    this.#status.classList.add("good");
    this.#say(notice);
  }

  /** Shows the draft as it is. */
  refresh(): void {
    if (this.#narrative.value !== this.#draft.narrative) this.#narrative.value = this.#draft.narrative;
    this.#files.show(this.#draft.files);
    this.#showRoom();
  }

  async #add(files: readonly File[]): Promise<void> {
    try {
      await this.#draft.add(files);
      this.#changed(undefined);
    } catch (error) {
      this.#changed(codeOf(error));
    }
  }

  #changed(trouble: SourceErrorCode | undefined): void {
    this.refresh();
    this.#say(trouble);
  }

  #remove(file: ChosenFile): void {
    this.#draft.remove(file);
    this.#changed(undefined);
  }

  #say(trouble: SourceErrorCode | undefined): void {
    this.#notice.textContent = trouble ? this.#strings.sentences[SENTENCE_OF[trouble]] : "";
    this.#notice.hidden = trouble === undefined;
  }

  #showRoom(): void {
    const left = this.#draft.roomLeft;
    const { strings, share } = { strings: this.#strings, share: left / this.#roomOfNothing };
    this.#room.textContent =
      left < 0 ? strings.sentences.textTooLong : strings.roomLeft(formatShare(share, strings.language));
    this.#room.classList.toggle("little", share < LITTLE_ROOM);
  }

  #narrativeField(): HTMLElement {
    return element(
      "div",
      { class: "field" },
      element("label", { for: "narrative" }, this.#strings.narrative),
      element("p", { class: "hint", id: "narrative-hint" }, this.#strings.narrativeHint),
      this.#narrative,
      this.#room,
    );
  }

  /** A spelling checker may send the text away, and a browser may keep it: both are told not to. */
  #makeNarrative(): HTMLTextAreaElement {
    const narrative = element("textarea", {
      id: "narrative",
      rows: "10",
      dir: "auto",
      autocomplete: "off",
      autocapitalize: "off",
      autocorrect: "off",
      spellcheck: "false",
      writingsuggestions: "false",
      translate: "no",
      "data-gramm": "false",
      "aria-describedby": "narrative-hint room",
    });
    narrative.addEventListener("input", () => {
      this.#draft.narrative = narrative.value;
      this.#showRoom();
    });
    return narrative;
  }
}
