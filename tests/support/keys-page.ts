import { renameSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { expect } from "vitest";
import { SavedPage, savedBy } from "./saved-page.ts";

/** The page of keys in a browser, by what a person does with it. */
export class KeysPage extends SavedPage {
  passphrases = 0;
  readonly #downloads: string;
  /** A passphrase takes a minute at Safer, and longer on a busy machine. */
  protected override readonly patience = 600_000;

  constructor(page: Page, downloads: string) {
    super(page);
    this.#downloads = downloads;
  }

  /** Opens the file from disk, and enters as somebody. */
  async start(path: string, role: string): Promise<void> {
    await this.open(path);
    await this.go(`#role-${role}`);
  }

  /** Clicks on something that leads on, once it can be clicked. */
  async go(selector: string): Promise<void> {
    await this.click(selector);
  }

  /** The step's main button. */
  async act(): Promise<void> {
    this.actions++;
    await this.go("#act");
  }

  /** @param id the field's */
  override async fill(id: string, text: string): Promise<void> {
    await super.fill(`#${id}`, text);
  }

  /** A new one, typed twice. */
  async passphrase(text: string, again = text): Promise<void> {
    this.passphrases++;
    await this.fill("new-passphrase", text);
    await this.fill("passphrase-again", again);
  }

  /** Saves what is offered, checks it as the page proposes, and puts it under another name; returns its path. */
  async save(id: string, name: string): Promise<string> {
    this.actions++;
    const saved = await savedBy(this.#downloads, () => this.go(`#save-${id}`));
    const path = join(this.#downloads, name);
    renameSync(saved, path);
    await this.choose(`check-${id}`, path);
    return path;
  }

  /** Waits for a step, whose heading has the focus first: what is new is read out. */
  async isAt(heading: string): Promise<void> {
    const focused = () =>
      this.page.evaluate(() => {
        const title = document.querySelector("h1");
        return document.activeElement === title ? title?.textContent : undefined;
      });
    await expect.poll(focused, { timeout: this.patience, interval: 100 }).toBe(heading);
    await this.drawn();
  }

  /** The words of the fingerprint that is shown last. */
  async words(): Promise<string> {
    const words = await this.page.$$eval(".words li", (items) => items.map((item) => item.textContent));
    return words.slice(-12).join(" ");
  }
}
