import type { Page } from "puppeteer-core";
import { type Firefox, launchFirefox } from "./firefox.ts";

type Scheme = "light" | "dark";

/** One Firefox for each colour scheme that is asked for; each test has a tab of its own, without a past. */
export class ColourSchemes implements AsyncDisposable {
  readonly #firefoxes = new Map<Scheme, Firefox>();

  async newPage(scheme: Scheme = "light"): Promise<Page> {
    const firefox =
      this.#firefoxes.get(scheme) ??
      (await launchFirefox({
        "layout.css.prefers-color-scheme.content-override": scheme === "dark" ? 0 : 1,
      }));
    this.#firefoxes.set(scheme, firefox);
    return await firefox.browser.newPage();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const firefox of this.#firefoxes.values()) await firefox[Symbol.asyncDispose]();
  }
}
