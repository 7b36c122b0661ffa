import type { ElementHandle, Page } from "puppeteer-core";
import type { State } from "../../client/source/state.ts";
import { QUESTIONS, type Question, STEPS, type Step } from "../../client/source/steps.ts";
import { en } from "../../client/source/strings/en.ts";
import type { Strings } from "../../client/source/strings/strings.ts";

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
    await this.#page.waitForSelector('html[data-trust]:not([data-trust="checking"])', { timeout: 90_000 });
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
      await this.#page.waitForFunction((before) => document.documentElement.dataset.at !== before, {}, at);
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
    for (const code of codes) {
      using box = await this.#find(`input[value="${code}"]`);
      await this.#click(box);
    }
  }

  async choose(id: string, value: string): Promise<void> {
    using list = await this.#find(`[id$="${id}"]`);
    await (list as ElementHandle<HTMLSelectElement>).select(value);
  }

  /** Writes into a field of the step, as typed. */
  async write(id: string, text: string): Promise<void> {
    using field = await this.#find(`[id$="${id}"]`);
    await field.evaluate((input, value) => {
      if (!(input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement))
        throw new Error("not a field");
      input.value = value;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }, text);
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
    const picker = await this.#page.waitForSelector("input#picker");
    if (!picker) throw new Error("no picker");
    await picker.uploadFile(...paths);
    await this.#page.waitForFunction(
      (count) =>
        document.querySelectorAll(".files li").length === count &&
        !document.querySelector(".finding.reading"),
      { timeout: 60_000 },
      before.length + paths.length,
    );
  }

  async attachAsTheyAre(...paths: readonly string[]): Promise<void> {
    await this.attach(...paths);
    await this.sendAsTheyAre();
  }

  /** Decides of each file that can't be cleaned to send it as it is. */
  async sendAsTheyAre(): Promise<void> {
    await this.#page.waitForFunction(() => !document.querySelector(".finding.reading"));
    await this.#page.$$eval('input[id$="-asItIs"]', (boxes) => {
      for (const { id } of boxes) document.getElementById(id)?.click();
    });
  }

  /** Goes to the review and seals. */
  async send(): Promise<void> {
    await this.goTo("review");
    await this.press(this.#strings.review.send);
  }

  /** Presses a button; once more if the page drew it anew in that very moment, as a person would. */
  async press(label: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      using found = await this.#button(label);
      try {
        return await this.#click(found);
      } catch (error) {
        if (attempt === 3 || !String(error).includes("detached")) throw error;
      }
    }
  }

  /** Waits until the page is at one of these: a state of the app, or `refused`. */
  async reaches(...steps: readonly (State["step"] | "refused")[]): Promise<void> {
    const selector = steps.map((step) => `html[data-step="${step}"]`).join(",");
    await this.#page.waitForSelector(selector, { timeout: 90_000 });
  }

  async reachesStep(step: Step): Promise<void> {
    await this.#page.waitForSelector(`html[data-at="${step}"]`);
  }

  /** What a person reads in the page, below its header. */
  text(): Promise<string> {
    return this.#page.evaluate(() => document.querySelector("main")?.innerText ?? "");
  }

  fileNames(): Promise<string[]> {
    return this.#page.$$eval(".files .name", (names) => names.map((name) => name.textContent ?? ""));
  }

  async #click(found: ElementHandle): Promise<void> {
    if (this.byMouse) await found.click();
    else await found.evaluate((element) => (element as HTMLElement).click());
  }

  /** The button with this label, once it can be pressed. */
  async #button(label: string): Promise<ElementHandle<HTMLElement>> {
    const found = await this.#page.waitForFunction(
      (wanted) =>
        [...document.querySelectorAll<HTMLElement>("button:not([disabled]):not([hidden])")].find(
          ({ textContent }) => textContent.replace(/\s+/g, " ").trim() === wanted,
        ),
      {},
      label,
    );
    return found as ElementHandle<HTMLElement>;
  }

  async #openSection(question: Question): Promise<void> {
    using section = await this.#find("");
    const isClosed = await section.evaluate(
      (element) => element instanceof HTMLDetailsElement && !element.open,
    );
    if (!isClosed) return;
    using summary = await this.#find("summary");
    await this.#click(summary);
    await this.#page.waitForSelector(`details[open][data-question="${question}"]`);
  }

  /** What `waitForSelector` finds within the question, in a third of its time: it asks the browser once. */
  async #find(within: string): Promise<ElementHandle> {
    const place = this.#question === undefined ? "main" : `[data-question="${this.#question}"]`;
    const selector = `${place} ${within}`;
    const found = await this.#page.waitForFunction(
      (wanted) => document.querySelector(wanted),
      { timeout: 10_000 },
      selector,
    );
    const element = found.asElement();
    if (!element) throw new Error(`nothing is ${selector}`);
    return element as ElementHandle;
  }
}
