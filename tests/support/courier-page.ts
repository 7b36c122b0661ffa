import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CourierAddress, parseCourierAddress } from "../../client/courier/address.ts";
import { sealPack } from "../../client/courier/pack.ts";
import type { SigningSeed } from "../../crypto/ed25519.ts";
import { builtCourier } from "./built-pages.ts";
import type { Firefox } from "./firefox.ts";
import type { TestInstance } from "./instance.ts";
import { sodium } from "./primitives.ts";
import { SavedPage, savedBy } from "./saved-page.ts";

const PASSPHRASE = "demo demo demo";

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

/** courier.html, by what a person does with it. */
export class CourierPage extends SavedPage {
  readonly #firefox: Firefox;
  readonly #path: string;
  /** A test that waits has bounds of its own. */
  protected override readonly patience = 600_000;

  private constructor(firefox: Firefox, path: string) {
    super(firefox.page);
    this.#firefox = firefox;
    this.#path = path;
  }

  /** @param folder where the file is put */
  static async of(firefox: Firefox, folder: string): Promise<CourierPage> {
    const path = join(folder, "courier.html");
    writeFileSync(path, await builtCourier());
    return new CourierPage(firefox, path);
  }

  async start(): Promise<void> {
    await this.open(this.#path);
  }

  async unlock(pack: string, passphrase = PASSPHRASE): Promise<void> {
    await this.start();
    await this.choose("pack", pack);
    await this.fill("#passphrase", passphrase);
    await this.press("open");
  }

  async press(id: string): Promise<void> {
    this.actions++;
    await this.click(`#${id}`);
  }

  /** Has the browser save the bundle that is offered. @returns where it is */
  save(): Promise<string> {
    return savedBy(this.#firefox.downloads, () => this.press("save"));
  }
}
