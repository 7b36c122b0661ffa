import { readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ElementHandle, Page } from "puppeteer-core";
import { expect } from "vitest";

/** A passphrase takes a minute at Safer, and longer on a busy machine: longer than a driver's call may. */
const PATIENCE = { timeout: 600_000, interval: 100 };

/** The page of keys in a browser, by what a person does with it. Its main buttons and files opened or saved are counted. */
export class KeysPage {
  actions = 0;
  passphrases = 0;
  readonly page: Page;
  readonly #downloads: string;

  constructor(page: Page, downloads: string) {
    this.page = page;
    this.#downloads = downloads;
    page.on("dialog", (dialog) => void dialog.accept().catch(() => {}));
  }

  /** Opens the file from disk, and enters as somebody. */
  async start(path: string, role: string): Promise<void> {
    await this.page.goto(pathToFileURL(path).href);
    await this.go(`#role-${role}`);
  }

  /** Clicks on something that leads on, once it can be clicked. */
  async go(selector: string): Promise<void> {
    const found = await this.#find(`${selector}:not(:disabled)`);
    await found.evaluate((element) => (element as HTMLElement).click());
    await this.drawn();
  }

  /** The step's main button. */
  async act(): Promise<void> {
    this.actions++;
    await this.go("#act");
  }

  async choose(id: string, ...paths: readonly string[]): Promise<void> {
    this.actions++;
    const field = await this.#find(`input#${id}`);
    await (field as ElementHandle<HTMLInputElement>).uploadFile(...paths);
    await this.drawn();
  }

  /** Puts a text into a field, in place of what was there. */
  async fill(id: string, text: string): Promise<void> {
    const field = await this.#find(`#${id}`);
    await field.evaluate((element, value) => {
      (element as HTMLInputElement).value = value;
      element.dispatchEvent(new Event("input", { bubbles: true }));
    }, text);
    await this.drawn();
  }

  /** A new one, typed twice. */
  async passphrase(text: string, again = text): Promise<void> {
    this.passphrases++;
    await this.fill("new-passphrase", text);
    await this.fill("passphrase-again", again);
  }

  /** Saves what is offered, checks it as the page proposes, and puts it under another name; returns its path. */
  async save(id: string, name: string): Promise<string> {
    const before = new Set(readdirSync(this.#downloads));
    this.actions++;
    await this.go(`#save-${id}`);
    const fresh = () => readdirSync(this.#downloads).filter((file) => !before.has(file));
    await expect
      .poll(() => fresh().length === 1 && !/\.(part|crdownload)$/.test(fresh()[0] ?? ""))
      .toBe(true);
    const path = join(this.#downloads, name);
    renameSync(join(this.#downloads, fresh()[0] ?? ""), path);
    await this.choose(`check-${id}`, path);
    return path;
  }

  async sees(text: string): Promise<void> {
    await expect.poll(() => this.text(), PATIENCE).toContain(text);
    await this.drawn();
  }

  /** Waits for a step, whose heading has the focus first: what is new is read out. */
  async isAt(heading: string): Promise<void> {
    const focused = () =>
      this.page.evaluate(() => {
        const title = document.querySelector("h1");
        return document.activeElement === title ? title?.textContent : undefined;
      });
    await expect.poll(focused, PATIENCE).toBe(heading);
    await this.drawn();
  }

  text(selector = "body"): Promise<string> {
    return this.page.$eval(selector, (element) => (element as HTMLElement).innerText);
  }

  /** The words of the fingerprint that is shown last. */
  async words(): Promise<string> {
    const words = await this.page.$$eval(".words li", (items) => items.map((item) => item.textContent));
    return words.slice(-12).join(" ");
  }

  async drawn(): Promise<void> {
    await this.page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
  }

  async #find(selector: string): Promise<ElementHandle> {
    let found: ElementHandle | null = null;
    const look = async () => {
      found = await this.page.$(selector);
      return found !== null;
    };
    await expect.poll(look, { ...PATIENCE, message: selector }).toBe(true);
    return found ?? Promise.reject(new Error(selector));
  }
}
