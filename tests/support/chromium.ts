import { execFileSync } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { type DownloadingBrowser, testBrowser } from "./firefox.ts";

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
  return await testBrowser(browser, home, downloads);
}
