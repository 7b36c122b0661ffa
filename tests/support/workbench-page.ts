import { en } from "../../client/workbench/strings/en.ts";
import type { Strings } from "../../client/workbench/strings/strings.ts";
import { PASSPHRASE } from "./desk.ts";
import { rests } from "./in-page.ts";
import { SavedPage } from "./saved-page.ts";
import { inLong } from "./seeded.ts";

/** The workbench in a browser, by what a person does with it. */
export class WorkbenchPage extends SavedPage {
  protected override readonly patience = inLong(90_000, 1_200_000);
  #strings: Strings = en;

  async start(path: string): Promise<void> {
    await this.open(path);
    await this.find("#vault");
  }

  async speak(strings: Strings): Promise<void> {
    this.#strings = strings;
    await this.page.select("#language", strings.language);
    await this.sees(strings.lock.language);
  }

  async unlock(vault: string, passphrase = PASSPHRASE): Promise<void> {
    await this.choose("vault", vault);
    await this.fill("#passphrase", passphrase);
    await this.press(this.#strings.lock.unlock);
  }

  /** Waits until the vault is open. */
  async unlocked(): Promise<void> {
    await this.find("#files");
  }

  /** Chooses files for whichever of the two pickers is there, and waits until all are opened. */
  async bring(...paths: readonly string[]): Promise<void> {
    const picker = (await this.page.$("#more")) ? "more" : "files";
    await this.choose(picker, ...paths);
    await this.page.evaluate(rests, 1_200_000);
  }

  press(label: string): Promise<void> {
    this.actions++;
    return this.click(`::-p-xpath(//button[normalize-space()="${label}" and not(@disabled)])`);
  }

  /** Chooses one of a list. */
  select(selector: string, value: string): Promise<void> {
    return this.fill(selector, value);
  }

  /** Waits until the queue says that it shows so many tips. */
  async counts(tips: number): Promise<void> {
    await this.page.waitForFunction(
      (wanted) => /^\d+/.exec(document.querySelector(".filters .count")?.textContent ?? "")?.[0] === wanted,
      { timeout: this.patience },
      String(tips),
    );
    await this.drawn();
  }

  /** Opens the tip whose line holds this text. */
  async openTip(text: string): Promise<void> {
    // That nothing fits is an option, too, and texts that have just come in are found a little later.
    await this.click(`::-p-xpath(//*[@role="option" and @aria-posinset and contains(., "${text}")])`);
    await this.find("article h1");
    await this.drawn();
  }

  lookFor(query: string): Promise<void> {
    return this.fill("#search", query);
  }

  /** The lines in sight, each as its text. */
  rows(): Promise<string[]> {
    return this.page.evaluate(() =>
      [...document.querySelectorAll(".row")]
        .toSorted((a, b) => Number(a.getAttribute("aria-posinset")) - Number(b.getAttribute("aria-posinset")))
        .map((row) => (row as HTMLElement).innerText),
    );
  }
}
