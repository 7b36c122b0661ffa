import {
  indexOfWord,
  lettersAfter,
  WORDS_OF_A_CODENAME,
  type WordIndices,
  wordAt,
  wordsBeginning,
} from "../letters/codename.ts";

/** Stands where no word is yet. */
const NONE = 0xffff;

/** A codename as it is being entered: twelve places, one of them in turn, and the letters of its word so far. */
export class WordEntry {
  readonly #indices = new Uint16Array(WORDS_OF_A_CODENAME).fill(NONE);
  #place = 0;
  #letters = "";
  /** Of the word taken last, what wasn't typed yet. */
  #tail = "";

  /** The place in turn, counted from 0; none once all are filled. */
  get place(): number | undefined {
    return this.complete && this.#letters === "" ? undefined : this.#place;
  }

  get letters(): string {
    return this.#letters;
  }

  get complete(): boolean {
    return !this.#indices.includes(NONE);
  }

  /** Places in the list, once all twelve are there: to be wiped by whoever asks. */
  get indices(): WordIndices | undefined {
    return this.complete ? this.#indices.slice() : undefined;
  }

  /** The words so far, by their places. */
  get words(): readonly (string | undefined)[] {
    return Array.from(this.#indices, (index) => (index === NONE ? undefined : wordAt(index)));
  }

  /** Words that begin with the letters so far: none before the first letter. */
  get choices(): readonly string[] {
    return this.#letters === "" ? [] : wordsBeginning(this.#letters);
  }

  /** Letters that may come next. */
  get next(): ReadonlySet<string> {
    return new Set(this.place === undefined ? [] : lettersAfter(this.#letters));
  }

  /** One letter more. Where it leaves one word only, that is taken; what of it follows on the letters is returned. */
  tap(letter: string): string {
    this.#tail = "";
    if (!this.next.has(letter)) return "";
    this.#letters += letter;
    const [word, ...more] = this.choices;
    if (word === undefined || more.length > 0) return "";
    const rest = word.slice(this.#letters.length);
    this.take(word);
    return rest;
  }

  /** A letter on a keyboard: whoever types a word to its end, though it is there already, begins no other with that. */
  key(letter: string): void {
    if (this.#tail.startsWith(letter)) this.#tail = this.#tail.slice(1);
    else this.#tail = this.tap(letter);
  }

  /** A blank on a keyboard: the word ends here, if it is one. */
  blank(): void {
    this.#tail = "";
    if (this.choices.includes(this.#letters)) this.take(this.#letters);
  }

  /** A whole word, for the place in turn; then comes the next that is empty. */
  take(typed: string): boolean {
    const index = indexOfWord(typed);
    if (index === undefined || this.place === undefined) return false;
    this.#indices[this.#place] = index;
    this.#letters = "";
    const behind = this.#indices.indexOf(NONE, this.#place);
    this.#place = Math.max(0, behind < 0 ? this.#indices.indexOf(NONE) : behind);
    return true;
  }

  /** Words as they are typed, with anything between them. The last one counts once something stands behind it. */
  type(text: string): { readonly rest: string; readonly unknown: string | undefined } {
    const words = text.normalize("NFKC").split(/[^A-Za-z]+/);
    const rest = words.pop() ?? "";
    const unknown = words.filter((word) => word !== "").find((word) => !this.take(word));
    return { rest, unknown: this.complete ? undefined : unknown };
  }

  /** Takes a letter back; where there is none, the word before. */
  remove(): void {
    if (this.#letters !== "") this.#letters = this.#letters.slice(0, -1);
    else {
      const filled = this.#indices.findLastIndex((index, at) => index !== NONE && at < this.#behind);
      if (filled >= 0) this.goTo(filled);
    }
  }

  /** Empties a place, whose turn it is then. */
  goTo(place: number): void {
    this.#tail = "";
    this.#indices[place] = NONE;
    this.#place = place;
    this.#letters = "";
  }

  wipe(): void {
    this.#indices.fill(NONE);
    this.#place = 0;
    this.#letters = "";
    this.#tail = "";
  }

  get #behind(): number {
    return this.place ?? this.#indices.length;
  }
}
