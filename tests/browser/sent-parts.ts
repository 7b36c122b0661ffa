import type { Page } from "puppeteer-core";

/** What a page under watch keeps about the bodies that it has sent. */
interface WatchedWindow {
  sentParts: WeakRef<Uint8Array>[];
  TestUtils: { gc(): Promise<void> };
}

/** Firefox's own way for tests to ask for a garbage collection. */
export const COLLECTABLE = { "dom.testing.testutils.enabled": true };

/**
 * Watches the bytes that a page hands to `fetch`, without keeping them: after a garbage collection only those are
 * left that something in the page still holds. To be called before the page is opened, in a Firefox started with
 * `COLLECTABLE`.
 */
export class SentParts {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async watch(page: Page): Promise<SentParts> {
    await page.evaluateOnNewDocument(() => {
      const watched = Object.assign(window, { sentParts: [] as WeakRef<Uint8Array>[] });
      const known = new WeakSet<Uint8Array>();
      const send = window.fetch;
      window.fetch = (input, init) => {
        const body = init?.body;
        if (body instanceof Uint8Array && !known.has(body)) {
          known.add(body);
          watched.sentParts.push(new WeakRef(body));
        }
        return send.call(window, input, init);
      };
    });
    return new SentParts(page);
  }

  /** How many different bodies were sent, and how many of them are still in memory after a collection. */
  async count(): Promise<{ sent: number; held: number }> {
    await this.#page.evaluate(() => (window as Window & Partial<WatchedWindow>).TestUtils?.gc());
    return await this.#page.evaluate(() => {
      const parts = (window as Window & Partial<WatchedWindow>).sentParts ?? [];
      return { sent: parts.length, held: parts.filter((part) => part.deref() !== undefined).length };
    });
  }
}
