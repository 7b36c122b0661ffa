import type { Page } from "puppeteer-core";

interface Watched {
  longest: number;
}

/** A timer that should fire every few milliseconds says how late it was. */
export async function watchGaps(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watched: Watched = Object.assign(window, { longest: 0 });
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      watched.longest = Math.max(watched.longest, now - last);
      last = now;
    }, 4);
  });
}

/** Milliseconds, since it was last asked. */
export function longestGap(page: Page): Promise<number> {
  return page.evaluate(() => {
    const watched = window as unknown as Watched;
    const longest = Math.round(watched.longest);
    watched.longest = 0;
    return longest;
  });
}
