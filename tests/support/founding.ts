import { expect } from "vitest";
import { en } from "../../client/keys/strings/en.ts";
import type { DownloadingBrowser } from "./firefox.ts";
import { KeysPage } from "./keys-page.ts";
import { StewardPage } from "./steward-page.ts";

const { steward: words } = en;

export const passphraseOf = (handle: string) => `six words drawn by dice for ${handle}`;

/** A reviewer's vault and card, and the page that made them. */
export interface Enrolled {
  readonly handle: string;
  readonly keys: KeysPage;
  readonly vault: string;
  readonly card: string;
}

/** A courier's files, and the page that made them. */
export interface Packed {
  readonly keys: KeysPage;
  readonly pack: string;
  readonly card: string;
}

/** The two halves of a key for the couriers' onion. */
export interface OnionKey {
  readonly auth: string;
  readonly authPrivate: string;
}

/** Looks at a page where something is about to be decided. */
export type Look = (tab: StewardPage, what: "found" | "draft" | "sign") => Promise<void>;

const unlooked: Look = async () => {};

/** An instance is founded by keys.html alone: each person in a tab in place of a machine, files in place of sticks. */
export class Founding {
  readonly #browser: DownloadingBrowser;
  readonly #file: string;

  /** @param file where keys.html is */
  constructor(browser: DownloadingBrowser, file: string) {
    this.#browser = browser;
    this.#file = file;
  }

  async tab(): Promise<StewardPage> {
    const tab = new StewardPage(await this.#browser.context.newPage(), this.#browser.downloads);
    await tab.start(this.#file);
    return tab;
  }

  /** A steward's key: the vault is on a stick, and the steward at the table. */
  async steward(handle: string, passphrase = passphraseOf(handle)): Promise<StewardPage> {
    const tab = await this.tab();
    await tab.go("#new");
    await tab.fill("handle", handle);
    await tab.passphrase(passphrase);
    await tab.act();
    await tab.save("vault", `${handle}.kept.vault`);
    await tab.act();
    return tab;
  }

  /** @param others the ceremony files of those who decide with the founder. @returns where the anchor is */
  async found(
    founder: StewardPage,
    others: readonly string[],
    name: string,
    look = unlooked,
  ): Promise<string> {
    await founder.choose("brought", ...others);
    await founder.fill("name", name);
    await look(founder, "found");
    await founder.act();
    await founder.go("#more summary");
    return await founder.save("anchor-json", "the-anchor.json");
  }

  /** A reviewer compares the anchor's words, and makes vault and card. */
  async reviewer(
    handle: string,
    anchor: string,
    fingerprint: string,
    passphrase = passphraseOf(handle),
  ): Promise<Enrolled> {
    const keys = await this.#compared("reviewer", "enrol", anchor, fingerprint);
    await keys.fill("handle", handle);
    await keys.passphrase(passphrase);
    await keys.act();
    await keys.isAt(en.reviewer.made.heading);
    const vault = await keys.save("vault", `${handle}.vault`);
    const card = await keys.save("card", `${handle}.card`);
    return { handle, keys, vault, card };
  }

  /** @param address of the couriers, as the operator told it */
  async courier(handle: string, anchor: string, fingerprint: string, address: string): Promise<Packed> {
    const keys = await this.#compared("courier", "make", anchor, fingerprint);
    await keys.fill("handle", handle);
    await keys.fill("addresses", address);
    await keys.passphrase(passphraseOf(handle));
    await keys.act();
    await keys.isAt(en.courier.made.heading);
    const pack = await keys.save("pack-file", `${handle}.pack`);
    const card = await keys.save("card", `${handle}.card`);
    await keys.act();
    return { keys, pack, card };
  }

  /** A courier's machine that fetches by itself has the key in the open. */
  async unattended(
    handle: string,
    anchor: string,
    fingerprint: string,
  ): Promise<{ readonly key: string; readonly card: string }> {
    const keys = await this.#compared("courier", "make", anchor, fingerprint);
    await keys.fill("handle", handle);
    await keys.act();
    await keys.isAt(en.courier.made.heading);
    return { key: await keys.save("key", `${handle}.key`), card: await keys.save("card", `${handle}.card`) };
  }

  /** @param onion the couriers', as the operator told it */
  async onionKey({ keys }: Packed, handle: string, onion: string): Promise<OnionKey> {
    await keys.go("#onion");
    await keys.fill("addresses", onion);
    await keys.act();
    await keys.isAt(en.courier.made.heading);
    const auth = await keys.save("auth", `${handle}.auth`);
    return { auth, authPrivate: await keys.save("auth-private", `${handle}.auth_private`) };
  }

  /** A steward drafts the first quarter for whom these cards are, and is to sign it. */
  async draft(steward: StewardPage, cards: readonly string[], look = unlooked): Promise<void> {
    await steward.choose("brought", ...cards);
    const ready = () => steward.page.$("#act:not(:disabled)");
    expect(await ready(), "a day has to be called right first").toBeNull();
    await steward.go("#day");
    expect(await ready(), "it has to be said whether letters are given").toBeNull();
    await steward.page.select("#letters", "1");
    await steward.drawn();
    await look(steward, "draft");
    await steward.act();
    await look(steward, "sign");
  }

  /** Two stewards sign the first quarter for whom these cards are; one calls it current. @returns the operator's tar */
  async decide(
    [first, second]: readonly [StewardPage, StewardPage],
    cards: readonly string[],
  ): Promise<string> {
    await this.draft(first, cards);
    await first.act();
    await second.choose("brought", await first.save("ceremony", "once-signed.tar"));
    if (!(await second.text()).includes(words.notes["anchor-taken"])) throw new Error("took no anchor");
    expect(await second.anchorWords()).toBe(await first.anchorWords());
    await second.go("#day");
    await second.act();
    await first.choose("brought", await second.save("ceremony", "twice-signed.tar"));
    await first.isAt(words.next.assemble.heading);
    await first.act();
    await first.act();
    await first.isAt(words.next.publish.heading);
    return await first.save("rosters-tar", "the-rosters.tar");
  }

  async #compared(role: string, way: string, anchor: string, fingerprint: string): Promise<KeysPage> {
    const { context, downloads } = this.#browser;
    const keys = new KeysPage(await context.newPage(), downloads);
    await keys.start(this.#file, role);
    await keys.go(`#${way}`);
    await keys.choose("anchor", anchor);
    await keys.sees(en.instance.compared);
    expect(await keys.words()).toBe(fingerprint);
    await keys.go("#compared");
    return keys;
  }
}
