import type { Page } from "puppeteer-core";
import { type Codename, indicesOf, wordAt } from "../../client/letters/codename.ts";
import { en } from "../../client/source/strings/en.ts";
import type { Strings } from "../../client/source/strings/strings.ts";
import { inPage } from "./in-page.ts";
import type { SourcePage } from "./source-page.ts";

/** What of the source's page is about codenames and letters, by what a person does with it. */
export class LettersPage {
  readonly #page: Page;
  readonly #source: SourcePage;
  readonly #strings: Strings;

  constructor(page: Page, source: SourcePage, strings: Strings = en) {
    this.#page = page;
    this.#source = source;
    this.#strings = strings;
  }

  get #said() {
    return this.#strings.letters;
  }

  /** From the first screen to where a codename is entered. */
  async toLetters(): Promise<void> {
    await this.#source.press(this.#said.read);
    await this.#source.reachesStep("letters");
  }

  /** From the review: has a codename made, and gives its words, as they are shown. */
  async makeCodename(): Promise<string[]> {
    await this.#source.press(this.#said.ask.yes);
    await this.#source.reachesStep("codename");
    await this.#source.press(this.#said.codename.show);
    return this.shownWords();
  }

  shownWords(): Promise<string[]> {
    return this.#page.$$eval(".codename .word", (words) => words.map((word) => word.textContent ?? ""));
  }

  /** Hides the words, enters these, and says that it is done. */
  async repeat(words: readonly string[]): Promise<void> {
    await this.#source.press(this.#said.codename.hide);
    await this.#source.reachesStep("repeat");
    await this.tap(words);
    await this.#source.press(this.#said.codename.done);
  }

  /** Has a codename made and takes it into use; back at the review. */
  async useNewCodename(): Promise<string[]> {
    const words = await this.makeCodename();
    await this.repeat(words);
    await this.#source.reachesStep("review");
    return words;
  }

  /** Enters words by the buttons, with four taps for each at most. */
  async tap(words: readonly string[]): Promise<void> {
    const most = await this.#page.evaluate((all) => {
      const press = (selector: string, label: string) => {
        const found = [...document.querySelectorAll<HTMLElement>(selector)].find(
          ({ textContent }) => textContent === label,
        );
        found?.click();
        return found !== undefined;
      };
      const turn = () =>
        [...document.querySelectorAll(".codename button")].findIndex((cell) =>
          cell.hasAttribute("aria-current"),
        );
      const tapsFor = (wanted: string) => {
        const place = turn();
        let taps = place < 0 ? 100 : 0;
        for (const letter of wanted.slice(0, 3)) {
          press(".keys button", letter);
          taps++;
          if (turn() !== place) return taps;
        }
        if (!press(".words-so button", wanted)) press(".keys button", wanted.charAt(3));
        return turn() === place ? 100 : taps + 1;
      };
      return Math.max(...all.map(tapsFor));
    }, words);
    if (most > 4) throw new Error(`${most} taps for a word`);
  }

  /** What a person reads of the places: a word, or nothing. */
  entered(): Promise<string[]> {
    return this.#page.$$eval(".codename button span", (words) => words.map((word) => word.textContent ?? ""));
  }

  /** Enters a codename and looks for its letters. */
  async look(codename: Codename | readonly string[]): Promise<string> {
    await this.tap(codename instanceof Uint8Array ? wordsOfCodename(codename) : codename);
    await this.#source.press(this.#said.entry.look);
    const looked = `//main[not(.//*[@class="keys"]) and .//h1 != "${this.#said.entry.looking}"]`;
    await this.#page.evaluate(inPage, `::-p-xpath(${looked})`, "look" as const, 30_000);
    return this.#source.text();
  }
}

export function wordsOfCodename(codename: Codename): string[] {
  return Array.from(indicesOf(codename), wordAt);
}
