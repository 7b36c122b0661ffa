import { pathToFileURL } from "node:url";
import type { ElementHandle, Page } from "puppeteer-core";
import { en } from "../../client/workbench/strings/en.ts";
import type { Strings } from "../../client/workbench/strings/strings.ts";
import { PASSPHRASE } from "./desk.ts";

/** The workbench in a browser, by what a person does with it. */
export class WorkbenchPage {
  /** Main buttons, and files opened. */
  actions = 0;
  /** What the browser asked; it is always told to go on. */
  readonly dialogs: string[] = [];
  readonly page: Page;
  #strings: Strings = en;

  constructor(page: Page) {
    this.page = page;
    page.on("dialog", (dialog) => {
      this.dialogs.push(dialog.type());
      dialog.accept().catch(() => {});
    });
  }

  /** Opens the file from disk. */
  async start(path: string): Promise<void> {
    await this.page.goto(pathToFileURL(path).href);
    await this.find("#vault");
  }

  async speak(strings: Strings): Promise<void> {
    this.#strings = strings;
    await this.page.select("#language", strings.language);
    await this.sees(strings.lock.language);
  }

  async unlock(vault: string, passphrase = PASSPHRASE): Promise<void> {
    await this.choose("vault", vault);
    await this.page.type("#passphrase", passphrase);
    await this.press(this.#strings.lock.unlock);
  }

  /** Waits until the vault is open. */
  async unlocked(): Promise<void> {
    await this.page.waitForSelector("#files", { timeout: 90_000 });
  }

  /** Chooses files for whichever of the two pickers is there, and waits until all are opened. */
  async bring(...paths: readonly string[]): Promise<void> {
    const picker = (await this.page.$("#more")) ? "more" : "files";
    await this.choose(picker, ...paths);
    await this.page.waitForFunction(() => !document.querySelector("progress"), { timeout: 240_000 });
    await this.drawn();
  }

  async choose(id: string, ...paths: readonly string[]): Promise<void> {
    this.actions += paths.length;
    const field = await this.find(`input#${id}`);
    await (field as ElementHandle<HTMLInputElement>).uploadFile(...paths);
    await this.drawn();
  }

  press(label: string): Promise<void> {
    this.actions++;
    return this.click(`::-p-xpath(//button[normalize-space()="${label}" and not(@disabled)])`);
  }

  /** Clicks on the first of what a selector finds. */
  async click(selector: string): Promise<void> {
    const found = await this.find(selector);
    await found.evaluate((element) => (element as HTMLElement).click());
    await this.drawn();
  }

  /** Chooses one of a list. */
  async select(selector: string, value: string): Promise<void> {
    await this.find(selector);
    await this.page.select(selector, value);
    await this.drawn();
  }

  /** Puts a text into a field at once, in place of what was there. */
  async fill(selector: string, text: string): Promise<void> {
    const field = await this.find(selector);
    await field.evaluate((element, value) => {
      (element as HTMLInputElement).value = value;
      element.dispatchEvent(new Event("input", { bubbles: true }));
    }, text);
    await this.drawn();
  }

  /** Waits until the queue says that it shows so many tips. */
  async counts(tips: number): Promise<void> {
    await this.page.waitForFunction(
      (wanted) => /^\d+/.exec(document.querySelector(".filters .count")?.textContent ?? "")?.[0] === wanted,
      { timeout: 60_000 },
      String(tips),
    );
    await this.drawn();
  }

  /** Opens the tip whose line holds this text. */
  async openTip(text: string): Promise<void> {
    await this.click(`::-p-xpath(//*[@role="option" and contains(., "${text}")])`);
    await this.page.waitForSelector("article h1");
    await this.drawn();
  }

  lookFor(query: string): Promise<void> {
    return this.fill("#search", query);
  }

  /** The lines in sight, each as its text. */
  rows(): Promise<string[]> {
    return this.page.$$eval(".row", (rows) =>
      rows
        .toSorted((a, b) => Number(a.getAttribute("aria-posinset")) - Number(b.getAttribute("aria-posinset")))
        .map((row) => (row as HTMLElement).innerText),
    );
  }

  text(selector = "body"): Promise<string> {
    return this.page.$eval(selector, (element) => (element as HTMLElement).innerText);
  }

  async sees(text: string): Promise<void> {
    await this.page.waitForFunction(
      (wanted) => document.body.innerText.includes(wanted),
      { timeout: 60_000 },
      text,
    );
  }

  /** Waits until what changed has been drawn. */
  async drawn(): Promise<void> {
    await this.page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
  }

  async find(selector: string): Promise<ElementHandle> {
    const found = await this.page.waitForSelector(selector, { timeout: 60_000 });
    if (!found) throw new Error(`nothing is ${selector}`);
    return found;
  }
}
