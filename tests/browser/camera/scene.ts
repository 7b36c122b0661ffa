import type { Page } from "puppeteer-core";
import type { Strings } from "../../../client/source/strings/strings.ts";
import type { ServedPage } from "../../support/served-page.ts";
import { SourcePage } from "../../support/source-page.ts";

/** Files on the disk that a person has at hand. */
export interface Hand {
  /** One picture that tells much, one that is broken, one large, and something that is no picture. */
  readonly attachments: readonly string[];
  /** The page itself, saved; and the roster beside it. */
  readonly savedPage: string;
  readonly roster: string;
  /** Something that the no-script pages take, and something that it doesn't. */
  readonly sealed: string;
  readonly letter: string;
}

/** One walk with a camera: one browser, one language. */
export class Scene {
  readonly page: Page;
  readonly source: SourcePage;
  readonly strings: Strings;
  readonly served: ServedPage;
  readonly hand: Hand;
  /** How many pictures were taken. */
  taken = 0;
  readonly #beginOfPath: string;

  constructor(page: Page, strings: Strings, served: ServedPage, hand: Hand, beginOfPath: string) {
    this.page = page;
    this.source = new SourcePage(page);
    this.strings = strings;
    this.served = served;
    this.hand = hand;
    this.#beginOfPath = beginOfPath;
  }

  get url(): string {
    return this.served.network.url;
  }

  /** The whole page as it stands, with the pointer out of the way. */
  async shoot(name: string): Promise<void> {
    await this.page.mouse.move(0, 0);
    await this.page.evaluate(() => window.scrollTo(0, 0));
    const path = `${this.#beginOfPath}-${name}.png` as const;
    await this.page.screenshot({ path, fullPage: true });
    this.taken++;
  }
}
