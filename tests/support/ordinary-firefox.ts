import { once } from "node:events";
import { lstatSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer, { type Page } from "puppeteer-core";
import { expect } from "vitest";
import { installedFirefox, type Preferences } from "./firefox.ts";

/** A Firefox as people have it, with a profile on the disk in which it keeps what it keeps, and at once. */
export interface OrdinaryFirefox {
  readonly page: Page;
  /** All that its profile's files hold, one after the other; they come and go while it runs. */
  contents(): Buffer[];
  /** Another tab's field forgets nothing: waits until a part of what is typed there, or all, lies in the profile. */
  control(text: string, part?: string): Promise<void>;
  /** Ends it in the middle of everything, as a power cut does. */
  kill(): Promise<void>;
}

/** @param home a folder that the caller removes */
export async function launchOrdinary(home: string, preferences: Preferences = {}): Promise<OrdinaryFirefox> {
  const profile = mkdtempSync(join(home, "profile-"));
  const browser = await puppeteer.launch({
    ...installedFirefox(),
    userDataDir: profile,
    extraPrefsFirefox: {
      ...preferences,
      "browser.sessionstore.resume_from_crash": true,
      "browser.sessionstore.privacy_level": 0,
      "browser.sessionstore.interval": 200,
      "browser.sessionstore.interval.idle": 200,
    },
  });
  const [page] = await browser.pages();
  if (!page) throw new Error("Firefox opened without a page");
  const contents = () =>
    readdirSync(profile, { recursive: true, encoding: "utf8" }).map((name) =>
      contentsOf(join(profile, name)),
    );
  return {
    page,
    contents,
    async control(text, part = text) {
      const path = join(home, "control.html");
      writeFileSync(path, '<!doctype html><title>Control</title><textarea id="kept"></textarea>');
      const other = await browser.newPage();
      await other.goto(pathToFileURL(path).href);
      await other.type("#kept", text);
      await expect
        .poll(() => contents().some((content) => content.includes(part)), { timeout: 60_000, interval: 500 })
        .toBe(true);
    },
    async kill() {
      const firefox = browser.process();
      if (!firefox) throw new Error("no process");
      const exited = once(firefox, "exit");
      firefox.kill("SIGKILL");
      await exited;
    },
  };
}

function contentsOf(path: string): Buffer {
  try {
    return lstatSync(path).isFile() ? readFileSync(path) : Buffer.alloc(0);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return Buffer.alloc(0);
    throw error;
  }
}
