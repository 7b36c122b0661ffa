import { button, element } from "../../browser/dom.ts";
import { type ChosenFile, type FileChoices, isUnclean, mostSent, nameOf } from "../chosen-files.ts";
import { formatBytes } from "../format.ts";
import type { Strings } from "../strings/strings.ts";
import { cleaningWords } from "./file-words.ts";

export interface FileActions {
  readonly remove: (key: number) => void;
  readonly choose: (key: number, choices: Partial<FileChoices>) => void;
}

/** The chosen files. A row is made anew only when its file has changed, and keeps the focus. */
export class FileList {
  readonly element: HTMLElement;
  readonly #strings: Strings;
  readonly #actions: FileActions;
  readonly #list = element("ul", { class: "files" });
  readonly #total = element("p", { class: "hint total" });
  readonly #news = element("p", { class: "unseen", role: "status" });
  #rows = new Map<
    number,
    { readonly file: ChosenFile; readonly place: number; readonly row: HTMLLIElement }
  >();

  constructor(strings: Strings, actions: FileActions) {
    this.#strings = strings;
    this.#actions = actions;
    this.element = element("div", { class: "field" }, this.#list, this.#total, this.#news);
  }

  show(files: readonly ChosenFile[]): void {
    const focused = document.activeElement?.id ?? "";
    const before = this.#rows;
    this.#rows = new Map(
      files.map((file, i) => {
        const known = before.get(file.key);
        const same = known?.file === file && known.place === i + 1;
        return [file.key, same ? known : { file, place: i + 1, row: this.#row(file, i + 1) }];
      }),
    );
    this.#list.replaceChildren(...[...this.#rows.values()].map(({ row }) => row));
    if (focused !== "" && document.activeElement?.id !== focused) document.getElementById(focused)?.focus();
    this.#list.hidden = files.length === 0;
    this.#total.hidden = files.length < 2;
    this.#total.textContent = formatBytes(mostSent(files), this.#strings.language);
    if (files.length !== before.size) this.#news.textContent = this.#strings.files.announce(files.length);
  }

  #row(chosen: ChosenFile, place: number): HTMLLIElement {
    const { files, language } = this.#strings;
    const name = nameOf(chosen, place);
    const remove = button(files.remove, "quiet", () => this.#actions.remove(chosen.key));
    remove.setAttribute("aria-label", files.removeFile(name));
    return element(
      "li",
      {},
      element(
        "div",
        { class: "head" },
        element(
          "span",
          { class: "what" },
          element("bdi", { class: "name" }, name),
          element("span", { class: "own" }, element("bdi", {}, files.onYourSide(chosen.file.name))),
        ),
        element("span", { class: "size" }, formatBytes(chosen.file.size, language)),
        remove,
      ),
      element("p", { class: `finding ${chosen.cleaning.kind}` }, cleaningWords(this.#strings, chosen)),
      ...this.#choices(chosen),
    );
  }

  #choices(chosen: ChosenFile): HTMLElement[] {
    const { files } = this.#strings;
    const { kind } = chosen.cleaning;
    if (kind === "damaged" && chosen.cleaning.code === "file-unreadable") return [];
    return [
      ...(isUnclean(chosen.cleaning) ? [this.#choice(chosen, "asItIs", files.sendAsItIs)] : []),
      ...(kind === "cleaned" ? [this.#choice(chosen, "original", files.original, files.originalHint)] : []),
      ...(kind === "reading" ? [] : [this.#choice(chosen, "name", files.keepName)]),
    ];
  }

  #choice({ key, choices }: ChosenFile, choice: keyof FileChoices, label: string, hint = ""): HTMLElement {
    const input = element("input", { type: "checkbox", id: `file-${key}-${choice}` });
    input.checked = choices[choice];
    input.addEventListener("change", () => {
      const wanted = input.checked;
      input.checked = choices[choice];
      this.#actions.choose(key, { [choice]: wanted });
    });
    const text = element("span", {}, label);
    if (choices[choice] && hint !== "") text.append(element("small", { class: "narrows" }, hint));
    return element("label", { class: "choice" }, input, text);
  }
}
