import type { ElementHandle, Page } from "puppeteer-core";
import type { State } from "../../client/source/state.ts";
import { type Place, QUESTIONS, type Question, STEPS, type Step } from "../../client/source/steps.ts";
import { en } from "../../client/source/strings/en.ts";
import type { Strings } from "../../client/source/strings/strings.ts";
import { type Deed, inPage } from "./in-page.ts";

/** Milliseconds for which something is waited for. */
const PATIENCE = 90_000;

/** The source's page in a browser, by what a person does with it. */
export class SourcePage {
  /** What the browser asked, in order; it is always told to go on. */
  readonly dialogs: string[] = [];
  /** Whether the mouse presses, as a person's does; without it what is pressed is so by itself, at a fifth of the work. */
  byMouse = false;
  readonly #page: Page;
  #strings: Strings = en;
  /** Where answers go: the last question that was gone to. */
  #question: Question | undefined;

  constructor(page: Page) {
    this.#page = page;
    page.on("dialog", (dialog) => {
      this.dialogs.push(dialog.type());
      dialog.accept();
    });
  }

  /** Opens the page, waits until it has checked whether it may seal, and chooses a language. */
  async open(url: string, strings: Strings = en): Promise<void> {
    await this.load(url);
    await this.checked();
    await this.speak(strings);
  }

  /** Loads an address in the place of the page. */
  async load(url: string): Promise<void> {
    // The driver waits for the frames of the page before to go, and Firefox keeps those of a page that "back" leads to.
    await this.#page.evaluate(() => document.querySelector("iframe")?.remove());
    await this.#page.goto(url);
  }

  /** Chooses a language, where it is asked. */
  async speak(strings: Strings): Promise<void> {
    this.#strings = strings;
    await this.press(strings.name);
  }

  async checked(): Promise<void> {
    await this.#sees('html[data-trust]:not([data-trust="checking"])');
  }

  /** Goes on or back until the page is at this step; to a question it opens its section. */
  async goTo(place: Step | Question): Promise<void> {
    const question = QUESTIONS.find((known) => known === place);
    const step = STEPS.find((known) => known === place) ?? "tell";
    await this.#goToStep(step);
    this.#question = question;
    if (question) await this.#openSection(question);
  }

  async #goToStep(step: Step): Promise<void> {
    for (let at = await this.at(); at !== step; at = await this.at()) {
      const forward = STEPS.indexOf(at) < STEPS.indexOf(step);
      const on = { begin: this.#strings.begin.begin, tell: this.#strings.tell.lookOver };
      const label = !forward
        ? this.#strings.way.back
        : at === "begin" || at === "tell"
          ? on[at]
          : this.#strings.way.next;
      await this.press(label);
      await this.#sees(`html:not([data-at="${at}"])`);
    }
  }

  async at(): Promise<Step> {
    const name = await this.#page.evaluate(() => document.documentElement.dataset.at);
    const step = STEPS.find((known) => known === name);
    if (!step) throw new Error(`the page is at no step: ${name}`);
    return step;
  }

  /** Ticks boxes, or chooses, by the values of the vocabulary. */
  async tick(...codes: readonly string[]): Promise<void> {
    for (const code of codes) await this.#click(this.#within(`input[value="${code}"]`));
  }

  async choose(id: string, value: string): Promise<void> {
    await this.#does(this.#within(`[id$="${id}"]`), { put: value });
  }

  /** Writes into a field of the step, as typed. */
  async write(id: string, text: string): Promise<void> {
    await this.#does(this.#within(`[id$="${id}"]`), { put: text });
  }

  /** Goes to the narrative and writes it. */
  async narrate(narrative: string): Promise<void> {
    await this.goTo("narrative");
    await this.write("narrative", narrative);
  }

  /** Goes to the files and adds some; waits until all pictures are cleaned. */
  async attach(...paths: readonly string[]): Promise<void> {
    await this.goTo("files");
    const before = await this.fileNames();
    await this.take("picker", ...paths);
    const after = before.length + paths.length;
    await this.#sees(`.files:has(> li:nth-child(${after}):last-child):not(:has(.finding.reading))`);
  }

  /** Chooses files where some are asked for. */
  async take(id: "picker" | "pool" | "roster" | "sealed", ...paths: readonly string[]): Promise<void> {
    await this.#sees(`input#${id}`);
    using picker = await this.#page.evaluateHandle((wanted) => document.getElementById(wanted), id);
    await (picker as ElementHandle<HTMLInputElement>).uploadFile(...paths);
  }

  async attachAsTheyAre(...paths: readonly string[]): Promise<void> {
    await this.attach(...paths);
    await this.sendAsTheyAre();
  }

  /** Decides of each file that can't be cleaned to send it as it is. */
  async sendAsTheyAre(): Promise<void> {
    await this.#sees("html:not(:has(.finding.reading))");
    await this.#page.evaluate(() => {
      for (const { id } of document.querySelectorAll('input[id$="-asItIs"]'))
        document.getElementById(id)?.click();
    });
  }

  /** Goes to the review and seals. */
  async send(): Promise<void> {
    await this.goTo("review");
    await this.press(this.#strings.review.send);
  }

  /** Presses the button with this label, once it can be pressed. */
  async press(label: string): Promise<void> {
    const named = `//button[normalize-space()="${label}" and not(@disabled) and not(@hidden)]`;
    await this.#click(`::-p-xpath(${named})`);
  }

  /** Waits until the page is at one of these: a state of the app, or `refused`. */
  async reaches(...steps: readonly (State["step"] | "refused")[]): Promise<void> {
    await this.#sees(steps.map((step) => `html[data-step="${step}"]`).join());
  }

  async reachesStep(place: Place): Promise<void> {
    await this.#sees(`html[data-at="${place}"]`);
  }

  /** What a person reads in the page, below its header. */
  text(): Promise<string> {
    return this.#page.evaluate(() => document.querySelector("main")?.innerText ?? "");
  }

  fileNames(): Promise<string[]> {
    return this.#page.$$eval(".files .name", (names) => names.map((name) => name.textContent ?? ""));
  }

  async #openSection(question: Question): Promise<void> {
    const section = `[data-question="${question}"]`;
    await this.#sees(section);
    const isClosed = await this.#page.evaluate(
      (wanted) => document.querySelector(`details${wanted}:not([open])`) !== null,
      section,
    );
    if (!isClosed) return;
    await this.#click(`${section} summary`);
    await this.#sees(`${section}[open]`);
  }

  /** Within the question that was gone to last. */
  #within(selector: string): string {
    return `${this.#question === undefined ? "main" : `[data-question="${this.#question}"]`} ${selector}`;
  }

  /** Presses once more with the mouse if the page drew it anew in that very moment, as a person would. */
  async #click(selector: string): Promise<void> {
    if (!this.byMouse) return await this.#does(selector, "press");
    for (let attempt = 1; ; attempt++) {
      using found = await this.#page.waitForSelector(selector);
      try {
        return await found?.click();
      } catch (error) {
        if (attempt === 3 || !String(error).includes("detached")) throw error;
      }
    }
  }

  async #sees(selector: string): Promise<void> {
    await this.#does(selector, "look");
  }

  async #does(selector: string, deed: Deed): Promise<void> {
    await this.#page.evaluate(inPage, selector, deed, PATIENCE, false);
  }
}
