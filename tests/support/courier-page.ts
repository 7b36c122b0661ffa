import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import type { ElementHandle } from "puppeteer-core";
import { type CourierAddress, parseCourierAddress } from "../../client/courier/address.ts";
import { sealPack } from "../../client/courier/pack.ts";
import { buildCourier } from "../../client/courier/page/build/build.ts";
import type { SigningSeed } from "../../crypto/ed25519.ts";
import type { Firefox } from "./firefox.ts";
import type { TestInstance } from "./instance.ts";
import { sodium } from "./primitives.ts";

const PASSPHRASE = "demo demo demo";
/** Milliseconds; a test that waits has bounds of its own. */
const POLL = { timeout: 600_000 };

/** Whose pack it is, and for which server, or servers. */
export interface PackOf {
  readonly instance: TestInstance;
  readonly seed: SigningSeed;
  readonly host: string | readonly string[];
}

/** A pack in a file of its own, sealed with less work than a real one. */
export async function packFile(folder: string, { instance, seed, host }: PackOf): Promise<string> {
  const addresses: CourierAddress[] = [host].flat().map(parseCourierAddress);
  const pack = { anchor: instance.anchor, seed: seed.slice() as SigningSeed, addresses };
  const path = join(mkdtempSync(join(folder, "pack-")), "swift.pack");
  writeFileSync(path, await sealPack(pack, PASSPHRASE, sodium, 8));
  return path;
}

/** courier.html, opened from disk, by what a person does with it. */
export class CourierPage {
  /** Main buttons, and files opened or saved. */
  actions = 0;
  readonly #firefox: Firefox;
  readonly #path: string;

  private constructor(firefox: Firefox, path: string) {
    this.#firefox = firefox;
    this.#path = path;
    firefox.page.on("dialog", (dialog) => void dialog.accept().catch(() => {}));
  }

  /** @param folder where the file is put */
  static async of(firefox: Firefox, folder: string): Promise<CourierPage> {
    const path = join(folder, "courier.html");
    writeFileSync(path, await buildCourier());
    return new CourierPage(firefox, path);
  }

  async open(): Promise<void> {
    await this.#firefox.page.goto(pathToFileURL(this.#path).href);
  }

  async unlock(pack: string, passphrase = PASSPHRASE): Promise<void> {
    await this.open();
    await this.choose("pack", pack);
    await this.#firefox.page.type("#passphrase", passphrase);
    await this.press("open");
  }

  text(): Promise<string> {
    return this.#firefox.page.$eval("body", (body) => (body as HTMLElement).innerText);
  }

  /** Waits until it says so. */
  async sees(words: string): Promise<void> {
    await this.#firefox.page.waitForFunction(
      (wanted) => document.body.innerText.includes(wanted),
      POLL,
      words,
    );
  }

  async press(id: string): Promise<void> {
    this.actions++;
    const button = await this.#firefox.page.waitForSelector(`#${id}:not(:disabled)`, POLL);
    await button?.evaluate((found) => (found as HTMLElement).click());
  }

  async choose(id: string, ...paths: readonly string[]): Promise<void> {
    this.actions++;
    const field = await this.#firefox.page.waitForSelector(`input#${id}`, POLL);
    await (field as ElementHandle<HTMLInputElement>).uploadFile(...paths);
  }

  /** Has the browser save the bundle that is offered. @returns where it is */
  async save(): Promise<string> {
    const { downloads } = this.#firefox;
    const before = new Set(readdirSync(downloads));
    const news = () => readdirSync(downloads).filter((name) => !before.has(name));
    await this.press("save");
    // Firefox writes into a file that ends in .part, and holds its name with an empty one.
    while (news().length !== 1 || news()[0]?.endsWith(".part")) await pause(50);
    return join(downloads, news()[0] ?? "");
  }
}
