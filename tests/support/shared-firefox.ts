import { mkdtemp } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Browser, BrowserContext } from "puppeteer-core";
import { type Firefox, launchFirefox } from "./firefox.ts";
import { leftOpen, watchErrors } from "./opened-pages.ts";

/** Within it a Firefox that is well opens a window, or closes one, on the busiest machine. */
const PATIENCE = 30_000;

interface Shared {
  readonly firefox: Firefox;
  readonly browser: Browser;
  /** Contexts that it has before anybody comes: Firefox brings some of its own. */
  readonly contexts: number;
  people: number;
}

/** Kept for who comes next, in this process's test files; it goes with the process. */
let kept: Shared | undefined;

/**
 * A window in a Firefox at default settings that test files share, as if somebody else sat down at it each time: pages,
 * storage, cache and downloads are apart from everybody's, and gone once it is disposed of. Who asks about a profile, a
 * process, settings or requests launches one instead.
 */
export async function sharedFirefox(): Promise<Firefox> {
  if (kept) {
    const shared = kept;
    const window = await soon(open(shared)).catch(() => undefined);
    if (window) return window;
    await retire(shared);
  }
  kept = share(await launchFirefox());
  return await soon(open(kept));
}

function share(firefox: Firefox): Shared {
  leftOpen.delete(firefox);
  const browser = firefox.page.browser();
  return { firefox, browser, contexts: browser.browserContexts().length, people: 0 };
}

async function open(shared: Shared): Promise<Firefox> {
  const downloads = await mkdtemp(join(dirname(shared.firefox.downloads), "downloads-"));
  const context = await shared.browser.createBrowserContext({
    downloadBehavior: { policy: "allow", downloadPath: downloads },
  });
  const page = await context.newPage();
  // As large as the first page of a Firefox that is launched: the window's size.
  await page.setViewport(null);
  watchErrors(page);
  shared.people++;
  const window: Firefox = {
    ...{ context, page, downloads },
    async [Symbol.asyncDispose]() {
      if (leftOpen.delete(window)) await leave(shared, context);
    },
  };
  leftOpen.add(window);
  return window;
}

/** Whoever finds it otherwise than it was at first, or not well, ends it: the next test file isn't to notice. */
async function leave(shared: Shared, context: BrowserContext): Promise<void> {
  const closed = await soon(context.close()).then(
    () => true,
    () => false,
  );
  shared.people--;
  const well = closed && (shared.people > 0 || (await isAsItWas(shared)));
  if (!well || shared !== kept) await retire(shared);
}

async function isAsItWas({ browser, contexts }: Shared): Promise<boolean> {
  return (
    browser.connected && browser.browserContexts().length === contexts && (await browser.pages()).length === 1
  );
}

/** Nobody comes any more, and who is last ends it. */
async function retire(shared: Shared): Promise<void> {
  if (shared === kept) kept = undefined;
  if (shared.people === 0) await shared.firefox[Symbol.asyncDispose]();
}

async function soon<T>(promise: Promise<T>): Promise<T> {
  const late = pause(PATIENCE, undefined, { ref: false }).then(() => {
    throw new Error("the shared Firefox takes too long");
  });
  return await Promise.race([promise, late]);
}
