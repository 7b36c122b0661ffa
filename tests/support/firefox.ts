import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer, { type Browser, type BrowserContext, type Page } from "puppeteer-core";
import { madeOnce } from "./made-once.ts";
import { leftOpen, watchErrors } from "./opened-pages.ts";
import { RUN_FOLDER } from "./run-folder.ts";

export type Preferences = Readonly<Record<string, string | number | boolean>>;

const off = (names: string): Preferences => Object.fromEntries(names.split(" ").map((name) => [name, false]));

/** What Tor Browser switches off at its Safer level, as far as it decides how fast and with what the page seals. */
export const SAFER: Preferences = off(
  "javascript.options.wasm javascript.options.asmjs javascript.options.ion javascript.options.baselinejit " +
    "javascript.options.native_regexp",
);

/**
 * Keeps Firefox from recording requests and answers for whoever drives it, which would be measured with the memory of
 * a page: up to 200 MB, in its parent process.
 */
const UNRECORDED: Preferences = { "remote.network.maxTotalDataSize": 1 };

/** No request of the browser's own: what a server or a proxy sees in a test is the page's. */
export const QUIET: Preferences = {
  ...off(
    "app.normandy.enabled browser.newtabpage.enabled browser.safebrowsing.malware.enabled browser.search.update " +
      "browser.safebrowsing.phishing.enabled browser.shell.checkDefaultBrowser geo.enabled network.prefetch-next " +
      "datareporting.policy.dataSubmissionEnabled extensions.getAddons.cache.enabled extensions.update.enabled " +
      "extensions.systemAddon.update.enabled media.gmp-manager.updateEnabled network.captive-portal-service.enabled " +
      "network.connectivity-service.enabled",
  ),
  "app.update.disabledForTesting": true,
  // A touch is none any more after 0.3 s, which a busy machine may take between its two halves.
  "apz.max_tap_time": 600_000,
  "browser.region.network.url": "",
  "browser.startup.homepage": "about:blank",
  // Most tests ask what is drawn, none how smoothly; and no page needs a process that waits for another one.
  "dom.ipc.processPrelaunch.enabled": false,
  "layout.frame_rate": 15,
  "network.dns.disablePrefetch": true,
  "network.http.speculative-parallel-limit": 0,
  "services.settings.server": "http://127.0.0.1:9/",
  "toolkit.telemetry.server": "",
};

/** As often as people see it drawn: where it is asked how long something takes. */
export const SMOOTH: Preferences = { "layout.frame_rate": -1 };

/** Everything goes to a SOCKS proxy on loopback, and names are looked up there. */
export function socksPreferences(port: number): Preferences {
  return {
    "network.proxy.type": 1,
    "network.proxy.socks": "127.0.0.1",
    "network.proxy.socks_port": port,
    "network.proxy.socks_remote_dns": true,
    "network.proxy.no_proxies_on": "",
    "network.proxy.allow_hijacking_localhost": true,
  };
}

/** A browser without a window, with a fresh profile, that goes when it is disposed of. */
export interface TestBrowser extends AsyncDisposable {
  /** Whose pages share what a browser keeps, with each other only. */
  readonly context: BrowserContext;
  readonly page: Page;
}

/** One with a folder of its own for what it downloads. */
export interface DownloadingBrowser extends TestBrowser {
  readonly downloads: string;
}

/** A Firefox ESR. */
export type Firefox = DownloadingBrowser;

/** Unless `recorded`, the driver hears of no request, which spares it a fifth of its work. */
export async function launchFirefox(preferences: Preferences = {}, recorded = false): Promise<Firefox> {
  const home = await mkdtemp(join(process.env[RUN_FOLDER] ?? tmpdir(), "nightjar-firefox-"));
  const profile = join(home, "profile");
  await newProfile(profile);
  const downloads = await mkdtemp(join(home, "downloads-"));
  const browser = await puppeteer.launch({
    ...installedFirefox(),
    // Each wait has bounds of its own.
    protocolTimeout: 0,
    networkEnabled: recorded,
    userDataDir: profile,
    extraPrefsFirefox: {
      ...QUIET,
      "browser.download.dir": downloads,
      "browser.download.folderList": 2,
      "browser.download.useDownloadDir": true,
      ...(recorded ? {} : UNRECORDED),
      ...preferences,
    },
  });
  return await testBrowser(browser, home, downloads);
}

/** Its first page; when it is disposed of it is killed, which takes no time, and all that is below its folder goes. */
export async function testBrowser(
  browser: Browser,
  home: string,
  downloads: string,
): Promise<DownloadingBrowser> {
  const [page] = await browser.pages();
  if (!page) throw new Error("a browser opened without a page");
  watchErrors(page);
  const opened = {
    ...{ context: browser.defaultBrowserContext(), page, downloads },
    async [Symbol.asyncDispose]() {
      leftOpen.delete(opened);
      const process = browser.process();
      if (process?.exitCode === null && process.kill("SIGKILL")) await once(process, "exit");
      await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
  leftOpen.add(opened);
  return opened;
}

/** What belongs to the process that had a profile open, and what it had in its windows. */
const OF_THE_PROCESS = /^(lock|\.parentlock|user\.js|session.*)$/;

/**
 * Makes a profile that no page has been opened in. In a run of the tests it is a copy of one in which Firefox has
 * begun and ended once, and set up what it sets up in every new profile: half of what a start costs. Elsewhere it is
 * an empty folder.
 */
async function newProfile(path: string): Promise<void> {
  const begun = await madeOnce("firefox-profile", async (profile) => {
    await mkdir(profile);
    await beginFirefox(profile);
    for (const name of await readdir(profile))
      if (OF_THE_PROCESS.test(name)) await rm(join(profile, name), { recursive: true });
  });
  if (begun === undefined) await mkdir(path);
  else await cp(begun, path, { recursive: true });
}

/** Lets Firefox set up a new profile, and ends it. */
async function beginFirefox(profile: string): Promise<void> {
  const browser = await puppeteer.launch({
    ...installedFirefox(),
    userDataDir: profile,
    extraPrefsFirefox: QUIET,
  });
  await browser.close();
}

/** Which Firefox a driver starts, and how: without a window, and without telling Mozilla how others ended. */
export function installedFirefox() {
  return {
    browser: "firefox",
    executablePath: execFileSync("which", ["firefox-esr"], { encoding: "utf8" }).trim(),
    headless: true,
    env: { ...process.env, MOZ_CRASHREPORTER_DISABLE: "1" },
  } as const;
}
