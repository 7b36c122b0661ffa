import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { en } from "../../client/keys/strings/en.ts";
import { LANGUAGES } from "../../client/keys/strings/languages.ts";
import { openVault, VAULT_WORK } from "../../client/vault/sealed-vault.ts";
import { encodeAnchor } from "../../crypto/documents/anchor.ts";
import { parseSignedDocument } from "../../crypto/documents/dsse.ts";
import { anchorFingerprint, cardFingerprint } from "../../crypto/documents/fingerprint.ts";
import { parseInstant } from "../../crypto/documents/instant.ts";
import { encodeRosterFile } from "../../crypto/documents/roster-file.ts";
import { loadSodium } from "../../crypto/primitives/sodium.ts";
import { seriousOn } from "../support/axe.ts";
import { builtKeys } from "../support/built-pages.ts";
import { type Firefox, launchFirefox, SAFER } from "../support/firefox.ts";
import { testInstance } from "../support/instance.ts";
import { KeysPage } from "../support/keys-page.ts";
import { PASSPHRASE, People } from "../support/people.ts";
import { inLong } from "../support/seeded.ts";
import { sharedFirefox } from "../support/shared-firefox.ts";

const OTHER = "other words drawn by dice";

const home = mkdtempSync(join(tmpdir(), "nightjar-keys-"));
const file = join(home, "keys.html");
const path = (name: string) => join(home, name);
const instance = testInstance({ now: parseInstant("2035-01-01T00:00:00Z") });

beforeAll(async () => {
  writeFileSync(file, await builtKeys());
  writeFileSync(path("anchor.json"), encodeAnchor(instance.anchor));
  writeFileSync(path("roster.json"), encodeRosterFile(instance.file));
  writeFileSync(path("note.txt"), "a note");
});
afterAll(() => rmSync(home, { recursive: true }));

const opened = async (vault: string, passphrase: string) =>
  openVault(new Uint8Array(readFileSync(vault)), passphrase, await loadSodium());

/** What axe finds serious, what is wider than a phone, and words that reach into the next: seen where a step is. */
async function looked(keys: KeysPage, view: string): Promise<string[]> {
  const found = [...(await seriousOn(keys.page)), ...(await wideWords(keys))];
  await keys.page.setViewport({ width: 360, height: 740 });
  found.push(...(await wideWords(keys)));
  const wide = await keys.page.evaluate(() => document.documentElement.scrollWidth);
  await keys.page.setViewport({ width: 1200, height: 900 });
  return [...found, ...(wide > 360 ? [`${wide} pixels wide`] : [])].map((one) => `${view}: ${one}`);
}

/** Words of a fingerprint that reach to the number of the next one, for which three digits' room is kept. */
function wideWords({ page }: KeysPage): Promise<string[]> {
  return page.$$eval(".words li", (words) =>
    words
      .filter((word, i) => {
        const text = document.createRange();
        text.selectNodeContents(word);
        const [own, next] = [text.getBoundingClientRect(), words[i + 1]?.getBoundingClientRect()];
        return (
          next !== undefined && next.top === word.getBoundingClientRect().top && own.right + 28 > next.left
        );
      })
      .map((word) => word.textContent),
  );
}

/** Marks the document once this stands in it, however shortly. */
async function noteOnceSaid({ page }: KeysPage, text: string): Promise<void> {
  await page.evaluate((wanted) => {
    new MutationObserver(() => {
      if (document.body.innerText.includes(wanted)) document.documentElement.dataset.said = "";
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  }, text);
}

/** Makes Wren's vault and card: at most 12 actions, and one passphrase, typed twice. */
async function enrol(keys: KeysPage, found: string[]) {
  await keys.go("#enrol");
  await keys.choose("anchor", path("anchor.json"));
  await keys.sees(en.instance.compared);
  expect(await keys.words()).toBe(anchorFingerprint(instance.anchor));
  await keys.go("#compared");
  await keys.fill("handle", "Wren");
  await keys.passphrase(PASSPHRASE, OTHER);
  await keys.sees(en.passphrase.unlike);
  expect(await keys.page.$("#act:not(:disabled)")).toBeNull();
  await keys.passphrase(PASSPHRASE);
  found.push(...(await looked(keys, "enrol")));
  await noteOnceSaid(keys, en.doing.working);
  await keys.act();
  await keys.isAt(en.reviewer.made.heading);
  expect(await keys.page.$("html[data-said]")).not.toBeNull();
  const vault = await keys.save("vault", "Wren.vault");
  await keys.sees(en.saving.same);
  const card = await keys.save("card", "Wren.card");
  expect(await keys.words()).toBe(cardFingerprint(parseSignedDocument(readFileSync(card)).payload));
  await keys.choose("check-card", vault);
  await keys.sees(en.saving.other);
  found.push(...(await looked(keys, "made")));
  await keys.act();
  expect(keys.actions).toBeLessThanOrEqual(12);
  const { handle, periods } = await opened(vault, PASSPHRASE);
  expect([handle, periods.length]).toEqual(["Wren", 12]);
  return { vault, card };
}

test.each(inLong([], ["Safer"]))(
  "%s: a reviewer enrols all the same, and is told how long it takes",
  async () => {
    await using firefox: Firefox = await launchFirefox(SAFER);
    const keys = new KeysPage(firefox.page, firefox.downloads);
    writeFileSync(path("published.html"), await builtKeys(VAULT_WORK));
    await keys.start(path("published.html"), "reviewer");
    const told: string[] = [];
    const watching = { on: true };
    const watch = async () => {
      while (watching.on) told.push(await keys.text(".doing"));
    };
    const watched = watch();
    await enrol(keys, []);
    watching.on = false;
    await watched;
    expect(told.some((text) => text.includes(en.doing.slow))).toBe(true);
    expect(told.some((text) => /About \d+ (seconds|minutes) left/.test(text))).toBe(true);
  },
  1_200_000,
);

test("a reviewer enrols, renews, backs up, restores and prunes, and what was made opens", async () => {
  await using firefox: Firefox = await sharedFirefox();
  const keys = new KeysPage(firefox.page, firefox.downloads);
  const found: string[] = [];
  const { made, ways, destroy } = en.reviewer;
  await keys.start(file, "reviewer");
  found.push(...(await looked(keys, "menu")));
  const { card } = await enrol(keys, found);

  // Adds periods, under the passphrase that was typed.
  found.push(...(await looked(keys, "vault")));
  await keys.go("#renew");
  await keys.act();
  await keys.isAt(made.heading);
  const renewed = await keys.save("vault", "renewed.vault");
  await keys.act();
  expect((await opened(renewed, PASSPHRASE)).periods).toHaveLength(24);

  // Destroys by a roster of years later, which this machine's clock contradicts.
  await keys.go("#destroy");
  await keys.choose("witness", path("note.txt"));
  await keys.sees(en.errors["not-a-witness"]);
  await keys.choose("witness", path("roster.json"));
  await keys.sees(destroy.ahead);
  await keys.go("#agreed");
  found.push(...(await looked(keys, "destroy")));
  await keys.act();
  await keys.isAt(made.heading);
  await keys.save("vault", "destroyed.vault");
  await keys.act();
  expect(await keys.text("table")).not.toContain(en.vault.holds.toCome);
  expect(await keys.page.$("#card-again")).toBeNull();

  // Backs up: shares for three, of whom two restore it, with another passphrase.
  await keys.go("#shares");
  await keys.act();
  const shares = [await keys.save("share-1", "1.json"), await keys.save("share-3", "3.json")];
  found.push(...(await looked(keys, "shares")));
  await keys.go("#leave");
  await keys.go("#role-reviewer");
  await keys.go("#restore");
  await keys.passphrase(OTHER);
  await keys.choose("shares", shares[0] ?? "");
  await keys.act();
  await keys.sees(en.errors["shares-too-few"]);
  await keys.choose("shares", shares[0] ?? "", card);
  await keys.act();
  await keys.sees(`Wren.card: ${en.found["reviewer-card"]} ${en.errors["share-malformed"]}`);
  await keys.choose("shares", ...shares);
  await keys.act();
  const restored = await keys.save("vault", "restored.vault");
  await keys.act();
  await keys.sees(en.vault.holds.none);
  expect((await opened(restored, OTHER)).periods).toEqual([]);
  expect(found).toEqual([]);
  expect(await keys.text()).toContain(ways.renew.label);
}, 900_000);

test("what is no vault, a wrong passphrase and another vault's shares are each refused in a sentence, in every language", async () => {
  await using firefox: Firefox = await sharedFirefox();
  const keys = new KeysPage(firefox.page, firefox.downloads);
  const people = new People(home);
  await people.enrol("Heron");
  await people.newSteward("Crane");
  const open = async (name: string, passphrase: string) => {
    await keys.choose("vault", path(name));
    await keys.fill("passphrase", passphrase);
    await keys.act();
  };
  await keys.start(file, "reviewer");
  await keys.go("#open");
  for (const { language, errors, found, aboutFile, together } of LANGUAGES) {
    await keys.page.select("#language", language);
    await open("Heron.card", PASSPHRASE);
    const sentence = together(found["reviewer-card"], errors["vault-malformed"]);
    await keys.sees(aboutFile("Heron.card", sentence));
  }
  await keys.page.select("#language", "en");
  await open("note.txt", PASSPHRASE);
  await keys.sees(`note.txt: ${en.errors["vault-malformed"]}`);
  await open("Crane.vault", PASSPHRASE);
  await keys.sees(`Crane.vault: ${en.errors["vault-of-steward"]}`);
  await open("Heron.vault", OTHER);
  await keys.sees(`Heron.vault: ${en.errors["wrong-passphrase"]}`);

  // It opens with its own, and gets another passphrase.
  await open("Heron.vault", PASSPHRASE);
  await keys.isAt(en.vault.holds.heading);
  await keys.go("#passphrase");
  await keys.passphrase(OTHER);
  await keys.act();
  const changed = await keys.save("vault", "changed.vault");
  expect(await opened(changed, OTHER)).toMatchObject({ handle: "Heron", kind: "reviewer" });
}, 300_000);
