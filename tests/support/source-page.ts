import type { Page } from "puppeteer-core";
import type { State } from "../../client/source/app.ts";

/** The source's page in a browser, by what a person does with it. */
export class SourcePage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Opens the page, and waits until it has checked whether it may seal. */
  async open(url: string): Promise<void> {
    await this.#page.goto(url);
    await this.reaches("writing", "refused");
  }

  async write(narrative: string): Promise<void> {
    const field = await this.#page.waitForSelector("textarea");
    await field?.evaluate((textarea, text) => {
      textarea.value = text;
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    }, narrative);
  }

  async attach(...paths: readonly string[]): Promise<void> {
    const before = await this.fileNames();
    const picker = await this.#page.waitForSelector("input[type=file]");
    await picker?.uploadFile(...paths);
    await this.#page.waitForFunction(
      (count) => document.querySelectorAll(".files li").length === count,
      {},
      before.length + paths.length,
    );
  }

  async press(label: string): Promise<void> {
    const found = await this.#page.waitForSelector(`::-p-xpath(//button[normalize-space()="${label}"])`);
    await found?.click();
  }

  /** Waits until the page is at one of these steps. */
  async reaches(...steps: readonly State["step"][]): Promise<void> {
    const selector = steps.map((step) => `html[data-step="${step}"]`).join(",");
    await this.#page.waitForSelector(selector, { timeout: 90_000 });
  }

  /** What a person reads in the page, below its header. */
  text(): Promise<string> {
    return this.#page.$eval("main", (main) => main.innerText);
  }

  fileNames(): Promise<string[]> {
    return this.#page.$$eval(".files .name", (names) => names.map((name) => name.textContent ?? ""));
  }

  /** Which library seals: `libsodium` or `noble`. */
  provider(): Promise<string | undefined> {
    return this.#page.$eval("html", (html) => html.dataset.primitives);
  }
}
