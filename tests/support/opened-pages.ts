import type { Page } from "puppeteer-core";

/** Characters of a page's text that are told. */
const MOST_TEXT = 3_000;

/** What went wrong in each page that this process has opened and not yet told of. */
const errors = new Map<Page, string[]>();

/** Browsers, and windows in one that is shared, which a test file has opened and not disposed of yet. */
export const leftOpen = new Set<AsyncDisposable>();

/** Notes what goes wrong in a page from now on, in its own scripts and in its workers'. */
export function watchErrors(page: Page): void {
  const said: string[] = [];
  errors.set(page, said);
  page.on("pageerror", (error) => said.push(error instanceof Error ? String(error.stack) : String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") said.push(`console: ${message.text()}\n${stackOf(message.stackTrace())}`);
  });
}

/** Each page with what went wrong in it, and what it shows if it is still open. */
export async function tellOpened(): Promise<string[]> {
  const told = [...errors].map(async ([page, said]) => {
    const shown = isOpen(page) ? [await textOf(page)] : [];
    return said.length + shown.length > 0 ? [[`The page ${page.url()}:`, ...said, ...shown].join("\n")] : [];
  });
  return (await Promise.all(told)).flat();
}

export function forgetClosed(): void {
  for (const page of errors.keys()) if (!isOpen(page)) errors.delete(page);
}

/** What a test file that went wrong has left is nobody else's, where others come after it in the same process. */
export async function closeLeft(): Promise<void> {
  await Promise.all([...leftOpen].map((left) => left[Symbol.asyncDispose]()));
}

function isOpen(page: Page): boolean {
  return !page.isClosed() && page.browser().connected;
}

async function textOf(page: Page): Promise<string> {
  const text = page.evaluate((most) => document.body.innerText.slice(0, most), MOST_TEXT);
  const silent = new Promise<string>((resolve) => setTimeout(resolve, 10_000, "(it doesn't answer)"));
  return await Promise.race([text.catch((error: unknown) => `(${error})`), silent]);
}

function stackOf(frames: readonly { url?: string; lineNumber?: number; columnNumber?: number }[]): string {
  return frames
    .map(({ url, lineNumber, columnNumber }) => `    at ${url}:${lineNumber}:${columnNumber}`)
    .join("\n");
}
