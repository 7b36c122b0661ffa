import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import type { ElementHandle, Page } from "puppeteer-core";
import { inPage, saysSo } from "./in-page.ts";

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
    await this.page.evaluate(inPage, selector, "press" as const, this.patience);
  }

  async choose(id: string, ...paths: readonly string[]): Promise<void> {
    this.actions += paths.length;
    const picker = `input#${id}:not(:disabled)`;
    using field = await this.page.waitForSelector(picker, { timeout: this.patience });
    await (field as ElementHandle<HTMLInputElement>).uploadFile(...paths);
    await this.drawn();
  }

  /** Puts a text into a field at once, or chooses one of a list, in place of what was there. */
  async fill(selector: string, text: string): Promise<void> {
    await this.page.evaluate(inPage, selector, { put: text }, this.patience);
  }

  text(selector = "body"): Promise<string> {
    return this.page.evaluate((wanted) => {
      const found = document.querySelector<HTMLElement>(wanted);
      if (!found) throw new Error(`nothing is ${wanted}`);
      return found.innerText;
    }, selector);
  }

  /** Waits until it says so. */
  async sees(text: string): Promise<void> {
    await this.page.evaluate(saysSo, text, this.patience);
  }

  /** Waits until something no longer says so. */
  async seesNoMore(text: string, selector = "body"): Promise<void> {
    await this.page.waitForFunction(
      (wanted, said) => document.querySelector<HTMLElement>(wanted)?.innerText.includes(said) === false,
      { timeout: this.patience },
      selector,
      text,
    );
  }

  /** Waits until what changed has been drawn. */
  async drawn(): Promise<void> {
    await this.page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
  }

  /** Waits until something is there. */
  async find(selector: string): Promise<void> {
    await this.page.evaluate(inPage, selector, "look" as const, this.patience);
  }
}

/** What the browser saves when something is done, once it is whole. @returns where it is */
export async function savedBy(downloads: string, act: () => Promise<void>): Promise<string> {
  const before = new Set(readdirSync(downloads));
  const news = () => readdirSync(downloads).filter((name) => !before.has(name));
  await act();
  // A browser writes into a file that ends so, and Firefox holds its name with an empty one, before and meanwhile.
  for (;;) {
    const [name = "", ...others] = news();
    const path = join(downloads, name);
    const isNamed = name !== "" && others.length === 0 && !/\.(part|crdownload)$/.test(name);
    if (isNamed && (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0) return path;
    await pause(50);
  }
}
