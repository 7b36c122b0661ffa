import { button, element } from "../../../browser/dom.ts";
import { KEPT_HERE } from "../../../browser/kept-here.ts";
import type { WordEntry } from "../../word-entry.ts";
import type { Around } from "../around.ts";
import { AS_IT_IS, wordGrid } from "./word-grid.ts";

const ALPHABET = [..."abcdefghijklmnopqrstuvwxyz"];

/**
 * Where twelve words are entered: by letters to press, so that no input method sees them, or typed. It stands in no
 * form, and none of its fields has a name.
 */
export function entryView({ strings, draft }: Around): HTMLElement {
  const { entry } = draft.correspondence;
  const said = strings.letters.entry;
  const cells = entry.words.map((_, place) => button("", "quiet", () => change(() => entry.goTo(place))));
  const turn = element("p", { class: "turn", role: "status" });
  const choices = element("div", { class: "words-so", role: "group", "aria-label": said.choices });
  const keys = ALPHABET.map((letter) => key(letter, () => change(() => entry.tap(letter))));
  const remove = button(said.remove, "quiet", () => change(() => entry.remove()));
  const letters = element(
    "div",
    { class: "keys", role: "group", "aria-label": said.letters, tabindex: "-1" },
    ...keys,
    remove,
  );
  const made = element(
    "div",
    { class: "entry-of-words" },
    wordGrid(cells),
    turn,
    letters,
    choices,
    typing(entry, said, () => show()),
  );
  window.addEventListener("keydown", function listen(event) {
    if (made.isConnected) pressed(event);
    else window.removeEventListener("keydown", listen);
  });
  show();
  return made;

  function change(act: () => void): void {
    const wasChoice = choices.contains(document.activeElement);
    act();
    made.dispatchEvent(new Event("change", { bubbles: true }));
    show();
    if (wasChoice) letters.focus();
  }

  /** The keyboard's letters are those on the buttons, where nothing is typed into a field. */
  function pressed(event: KeyboardEvent): void {
    const { target, key: name, ctrlKey, altKey, metaKey } = event;
    if (target instanceof HTMLInputElement || ctrlKey || altKey || metaKey) return;
    if (name === "Backspace") change(() => entry.remove());
    else if (/^[a-z]$/i.test(name)) change(() => entry.key(name.toLowerCase()));
    else if (name === " " && !(target instanceof HTMLButtonElement)) change(() => entry.blank());
    else return;
    event.preventDefault();
    if (name !== " ") letters.focus({ preventScroll: true });
  }

  function show(): void {
    const { words, place, next } = entry;
    for (const [i, cell] of cells.entries()) showCell(cell, i, words[i], i === place);
    turn.replaceChildren(
      ...(place === undefined
        ? [said.all]
        : [`${said.at(place + 1)} `, element("b", AS_IT_IS, entry.letters)]),
    );
    choices.replaceChildren(
      ...fewEnough(entry.choices).map((word) => {
        const choice = button(word, "quiet", () => change(() => entry.take(word)));
        for (const [name, value] of Object.entries(AS_IT_IS)) choice.setAttribute(name, value);
        return choice;
      }),
    );
    for (const [i, made] of keys.entries())
      made.setAttribute("aria-disabled", String(!next.has(ALPHABET[i] ?? "")));
  }

  function showCell(cell: HTMLButtonElement, i: number, word: string | undefined, inTurn: boolean): void {
    const text = word ?? (inTurn ? entry.letters : "");
    cell.replaceChildren(element("span", AS_IT_IS, text));
    cell.setAttribute("aria-label", text === "" ? said.empty(i + 1) : said.change(i + 1, text));
    if (inTurn) cell.setAttribute("aria-current", "true");
    else cell.removeAttribute("aria-current");
  }
}

/** More words aren't shown: another letter is less work than to find one of them. After three letters it is never more. */
const MOST_CHOICES = 14;

function fewEnough(choices: readonly string[]): readonly string[] {
  return choices.length > MOST_CHOICES ? [] : choices;
}

function key(letter: string, press: () => void): HTMLButtonElement {
  const made = button(letter, "quiet", press);
  made.lang = "en";
  return made;
}

/** The second choice: whole words into a field, which is emptied of each as it is taken. */
function typing(
  entry: WordEntry,
  said: Around["strings"]["letters"]["entry"],
  taken: () => void,
): HTMLElement {
  const unknown = element("p", { class: "notice", role: "alert" });
  unknown.hidden = true;
  const field = element("input", {
    type: "text",
    id: "typed-words",
    ...KEPT_HERE,
    autocapitalize: "none",
    lang: "en",
    "aria-describedby": "typed-words-hint",
  });
  const take = (end: string) => {
    const typed = entry.type(field.value + end);
    field.value = typed.rest;
    unknown.hidden = typed.unknown === undefined;
    unknown.textContent = typed.unknown === undefined ? "" : said.unknown(typed.unknown);
    taken();
  };
  field.addEventListener("input", (event) => {
    if (!(event instanceof InputEvent && event.isComposing)) take("");
  });
  field.addEventListener("compositionend", () => take(""));
  field.addEventListener("change", () => take(" "));
  field.addEventListener("keydown", ({ key: name }) => {
    if (name === "Enter") take(" ");
  });
  return element(
    "details",
    {},
    element("summary", {}, said.type),
    element(
      "div",
      { class: "line" },
      element("label", { for: "typed-words" }, said.typeLabel),
      element("p", { class: "hint", id: "typed-words-hint" }, said.typeHint),
      field,
    ),
    unknown,
  );
}
