import { neutralName } from "../../report/attachment-name.ts";
import { type ChosenFile, lengthOf, MAX_FILES_LENGTH } from "../draft.ts";
import { formatBytes } from "../format.ts";
import type { Strings } from "../strings/strings.ts";
import { button, element } from "./dom.ts";

export interface FilesActions {
  readonly add: (files: readonly File[]) => void;
  readonly remove: (file: ChosenFile) => void;
}

/** The list of files, a picker, and a place to drop them. */
export class FilesView {
  readonly element: HTMLElement;
  readonly #strings: Strings;
  readonly #actions: FilesActions;
  readonly #list = element("ul", { class: "files" });
  readonly #total = element("p", { class: "hint total" });

  constructor(strings: Strings, actions: FilesActions) {
    this.#strings = strings;
    this.#actions = actions;
    const hint = strings.filesHint(formatBytes(MAX_FILES_LENGTH, strings.language));
    const picker = this.#picker();
    const zone = element(
      "div",
      { class: "drop" },
      ...picker,
      element("span", { class: "or" }, strings.orDrop),
    );
    this.element = element(
      "fieldset",
      { class: "field", "aria-describedby": "files-hint" },
      element("legend", {}, strings.files),
      element("p", { class: "hint", id: "files-hint" }, hint),
      this.#list,
      this.#total,
      zone,
    );
    acceptDrops(zone, actions.add);
  }

  show(files: readonly ChosenFile[]): void {
    const { language } = this.#strings;
    this.#list.replaceChildren(...files.map((file, i) => this.#row(file, i + 1)));
    this.#list.hidden = files.length === 0;
    this.#total.hidden = files.length < 2;
    this.#total.textContent = formatBytes(lengthOf(files), language);
  }

  #row(file: ChosenFile, place: number): HTMLLIElement {
    const { strings, name } = { strings: this.#strings, name: neutralName(place, file.type) };
    const remove = button(strings.remove, "quiet", () => this.#actions.remove(file));
    remove.setAttribute("aria-label", strings.removeFile(name));
    const size = element("span", { class: "size" }, formatBytes(file.file.size, strings.language));
    const own = element("span", { class: "own" }, element("bdi", {}, strings.fileOnYourSide(file.file.name)));
    return element(
      "li",
      {},
      element("span", { class: "what" }, element("span", { class: "name" }, name), own),
      size,
      remove,
    );
  }

  /** The browser's own file field stays for assistive technology and the keyboard; a label gives it a face. */
  #picker(): [HTMLInputElement, HTMLLabelElement] {
    const input = element("input", { type: "file", multiple: true, id: "picker", class: "unseen" });
    input.addEventListener("change", () => {
      this.#actions.add([...(input.files ?? [])]);
      input.value = "";
    });
    return [input, element("label", { for: "picker", class: "picker" }, this.#strings.chooseFiles)];
  }
}

/** Takes files that are dropped on the zone; beside it, a drop must not make the browser open the file. */
function acceptDrops(zone: HTMLElement, add: (files: readonly File[]) => void): void {
  const mark = (over: boolean) => zone.classList.toggle("over", over);
  for (const type of ["dragenter", "dragover"]) {
    window.addEventListener(type, (event) => event.preventDefault());
    zone.addEventListener(type, () => mark(true));
  }
  zone.addEventListener("dragleave", () => mark(false));
  window.addEventListener("drop", (event) => event.preventDefault());
  zone.addEventListener("drop", (event) => {
    mark(false);
    add([...(event.dataTransfer?.files ?? [])]);
  });
}
