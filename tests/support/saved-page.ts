import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import type { ElementHandle, Page } from "puppeteer-core";

/** A page that people have as a file, by what a person does with any of them. */
export class SavedPage {
  /** Main buttons, and files opened or saved. */
  actions = 0;
  /** What the browser asked; it is always told to go on. */
  readonly dialogs: string[] = [];
  readonly page: Page;
  /** For how many milliseconds something is waited for. */
  protected readonly patience: number = 60_000;

  constructor(page: Page) {
    this.page = page;
    page.on("dialog", (dialog) => {
      this.dialogs.push(dialog.type());
      dialog.accept().catch(() => {});
    });
  }

  async open(path: string): Promise<void> {
    await this.page.goto(pathToFileURL(path).href);
  }

  /** Presses the first of what a selector finds. */
  async click(selector: string): Promise<void> {
    const found = await this.find(selector);
    await found.evaluate((element) => (element as HTMLElement).click());
    await this.drawn();
  }

  async choose(id: string, ...paths: readonly string[]): Promise<void> {
    this.actions += paths.length;
    const field = await this.find(`input#${id}:not(:disabled)`);
    await (field as ElementHandle<HTMLInputElement>).uploadFile(...paths);
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

  text(selector = "body"): Promise<string> {
    return this.page.$eval(selector, (element) => (element as HTMLElement).innerText);
  }

  /** Waits until it says so. */
  async sees(text: string): Promise<void> {
    await this.page.waitForFunction(
      (wanted) => document.body.innerText.includes(wanted),
      { timeout: this.patience },
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
    const found = await this.page.waitForSelector(selector, { timeout: this.patience });
    if (!found) throw new Error(`nothing is ${selector}`);
    return found;
  }
}

/** What the browser saves when something is done, once it is whole. @returns where it is */
export async function savedBy(downloads: string, act: () => Promise<void>): Promise<string> {
  const before = new Set(readdirSync(downloads));
  const news = () => readdirSync(downloads).filter((name) => !before.has(name));
  await act();
  // A browser writes into a file that ends so, and Firefox holds its name with an empty one.
  while (news().length !== 1 || /\.(part|crdownload)$/.test(news()[0] ?? "")) await pause(50);
  return join(downloads, news()[0] ?? "");
}
