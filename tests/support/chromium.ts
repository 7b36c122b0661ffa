import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import type { DownloadingBrowser } from "./firefox.ts";

/** No window, no request of the browser's own; without its sandbox, which root can't have. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A Chromium with a fresh profile: the engine of most browsers that are not Tor Browser. */
export async function launchChromium(): Promise<DownloadingBrowser> {
  const home = await mkdtemp(join(tmpdir(), "nightjar-chromium-"));
  const downloads = await mkdtemp(join(home, "downloads-"));
  const browser = await puppeteer.launch({
    browser: "chrome",
    executablePath: execFileSync("which", ["chromium"], { encoding: "utf8" }).trim(),
    headless: true,
    userDataDir: await mkdtemp(join(home, "profile-")),
    args: FLAGS,
    downloadBehavior: { policy: "allow", downloadPath: downloads },
  });
  const [page] = await browser.pages();
  if (!page) throw new Error("Chromium opened without a page");
  return {
    browser,
    page,
    downloads,
    async [Symbol.asyncDispose]() {
      await browser.close();
      await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
