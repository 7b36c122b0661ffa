import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { VAULT_WORK } from "../../client/vault/sealed-vault.ts";
import { HeaderReader } from "../../crypto/age/header.ts";
import { encodeAnchor, parseAnchor } from "../../crypto/documents/anchor.ts";
import { anchorFingerprint } from "../../crypto/documents/fingerprint.ts";
import { temporaryFolder } from "../client/cli/support/cli.ts";
import { builtKeys } from "../support/built-pages.ts";
import { launchChromium } from "../support/chromium.ts";
import { commandLine } from "../support/command-line.ts";
import { type DownloadingBrowser, launchFirefox, SAFER } from "../support/firefox.ts";
import { Founding } from "../support/founding.ts";
import { testInstance } from "../support/instance.ts";
import { inLong } from "../support/seeded.ts";

// The page as it is published: what a passphrase costs is here what it costs people, and next to nothing elsewhere.
// Where keys.html is opened by people who have neither Tor Browser nor its usual level. At Safer each passphrase takes a
// minute. What it does at Firefox's own settings, and every other view of it, keys.test.ts and keys-steward.test.ts show.
const BROWSERS: readonly (readonly [string, () => Promise<DownloadingBrowser>])[] = [
  ["Chromium", launchChromium],
  ["Firefox at Safer", () => launchFirefox(SAFER)],
];

const folder = temporaryFolder();

/** What opens a vault costs as much as people are told. */
function expectWork(vault: string): void {
  const stanza = new HeaderReader().push(readFileSync(vault))?.header.stanzas[0];
  expect(stanza).toMatchObject({ type: "scrypt", args: [expect.any(String), String(VAULT_WORK)] });
}

test("Chromium: a steward's and a reviewer's keys are made, and guessing at their passphrases costs what it should", async () => {
  const [page, anchor] = [join(folder, "keys.html"), join(folder, "anchor.json")];
  writeFileSync(page, await builtKeys(VAULT_WORK));
  const instance = testInstance();
  writeFileSync(anchor, encodeAnchor(instance.anchor));
  await using browser = await launchChromium();
  const founding = new Founding(browser, page);
  await founding.steward("Crane");
  expectWork(join(browser.downloads, "Crane.kept.vault"));
  expectWork((await founding.reviewer("Wren", anchor, anchorFingerprint(instance.anchor))).vault);
});

test.each(inLong([], BROWSERS))(
  "%s: two stewards, a reviewer and a courier found an instance, and the command line publishes and verifies it",
  async (name, launch) => {
    const at = (...names: string[]) => join(folder, name, ...names);
    mkdirSync(at("data/public"), { recursive: true });
    writeFileSync(at("keys.html"), await builtKeys(VAULT_WORK));
    await using browser = await launch();
    const founding = new Founding(browser, at("keys.html"));
    const crane = await founding.steward("Crane");
    const heron = await founding.steward("Heron");
    const anchor = await founding.found(crane, [await heron.save("ceremony", "Heron.tar")], "Night post");
    const fingerprint = anchorFingerprint(parseAnchor(new Uint8Array(readFileSync(anchor))));
    expect(await crane.anchorWords()).toBe(fingerprint);
    const wren = await founding.reviewer("Wren", anchor, fingerprint);
    expectWork(wren.vault);
    const onion = `${"a".repeat(55)}d.onion`;
    const swift = await founding.courier("Swift", anchor, fingerprint, onion);
    await founding.onionKey(swift, "Swift", onion);
    const rosters = await founding.decide([crane, heron], [wren.card, swift.card]);

    copyFileSync(anchor, at("data/public/anchor.json"));
    const published = await commandLine(["roster", "publish", "--data", at("data"), rosters]);
    expect(published).toMatchObject({ code: 0, stderr: "" });
    const files = ["--anchor", anchor, "--roster", at("data/public/rosters/0001.json")];
    const verified = await commandLine(["roster", "verify", ...files]);
    expect(verified).toMatchObject({ code: 0, stdout: expect.stringContaining("reviewers    1") });
  },
  1_800_000,
);
