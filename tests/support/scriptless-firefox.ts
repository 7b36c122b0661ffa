import type { ElementHandle } from "puppeteer-core";
import { vi } from "vitest";
import { type Firefox, launchFirefox, type Preferences } from "./firefox.ts";

/** A Firefox that runs no scripts. Of the driver's own none that wait do either: it presses and looks, and looks again. */
export class ScriptlessFirefox implements AsyncDisposable {
  readonly #firefox: Firefox;

  private constructor(firefox: Firefox) {
    this.#firefox = firefox;
  }

  static async launch(preferences: Preferences = {}): Promise<ScriptlessFirefox> {
    return new ScriptlessFirefox(await launchFirefox({ ...preferences, "javascript.enabled": false }));
  }

  async open(url: string): Promise<void> {
    await this.#firefox.page.goto(url, { timeout: 120_000 });
  }

  url(): string {
    return this.#firefox.page.url();
  }

  /** What of an element can be read; nothing of one that isn't shown. */
  text(selector: string): Promise<string> {
    return this.#with(selector, (found) =>
      found.evaluate((element) => (element.checkVisibility() ? (element as HTMLElement).innerText : "")),
    );
  }

  /** A property of an element as the browser has it now, as text. */
  property(selector: string, name: string): Promise<string> {
    return this.#with(selector, (found) =>
      found.evaluate((element, wanted) => String(Reflect.get(element, wanted)), name),
    );
  }

  async choose(selector: string, path: string): Promise<void> {
    await this.#with(selector, (found) => (found as ElementHandle<HTMLInputElement>).uploadFile(path));
  }

  /** Types into a field, in place of what was there. */
  async type(selector: string, text: string): Promise<void> {
    await this.#with(selector, (found) =>
      found.evaluate((field) => {
        (field as HTMLInputElement).focus();
        (field as HTMLInputElement).select();
      }),
    );
    await this.#firefox.page.keyboard.type(text);
  }

  /** Presses with the mouse in the middle of an element. */
  async click(selector: string): Promise<void> {
    const { x, y } = await this.#with(selector, (found) =>
      found.evaluate((element) => {
        element.scrollIntoView({ block: "center" });
        const { left, top, width, height } = element.getBoundingClientRect();
        return { x: left + width / 2, y: top + height / 2 };
      }),
    );
    await this.#firefox.page.mouse.click(x, y);
  }

  /** Presses a key with Control held down. */
  async control(key: string): Promise<void> {
    const { keyboard } = this.#firefox.page;
    await keyboard.down("Control");
    await keyboard.type(key);
    await keyboard.up("Control");
  }

  async enter(): Promise<void> {
    await this.#firefox.page.keyboard.press("Enter");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#firefox[Symbol.asyncDispose]();
  }

  /** An element of a page that is still coming is waited for. */
  async #with<T>(selector: string, work: (found: ElementHandle) => Promise<T>): Promise<T> {
    const look = async () => {
      using found = await this.#firefox.page.$(selector);
      if (!found) throw new Error(`nothing is ${selector}`);
      return await work(found);
    };
    return await vi.waitFor(look, { timeout: 90_000, interval: 100 });
  }
}
