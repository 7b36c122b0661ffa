import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { parseAnchor } from "../../crypto/documents/anchor.ts";
import { anchorFingerprint } from "../../crypto/documents/fingerprint.ts";
import { nightjar, temporaryFolder } from "../client/cli/support/cli.ts";
import { builtKeys, builtWorkbench } from "../support/built-pages.ts";
import { CourierPage } from "../support/courier-page.ts";
import { type Firefox, launchFirefox } from "../support/firefox.ts";
import { type Enrolled, Founding, passphraseOf } from "../support/founding.ts";
import { inUnit } from "../support/in-unit.ts";
import type { KeysPage } from "../support/keys-page.ts";
import { People } from "../support/people.ts";
import { startServer } from "../support/server.ts";
import { sharedFirefox } from "../support/shared-firefox.ts";
import { SourcePage } from "../support/source-page.ts";
import { behindOnions, type DeployedOnions, startDeployedOnions } from "../support/tor/deployed-onions.ts";
import { Through } from "../support/tor/through.ts";
import { LEVELS } from "../support/tor/tor-browser.ts";
import { WorkbenchPage } from "../support/workbench-page.ts";

// Nobody but the operator needs a terminal: a reviewer and a courier have keys.html, courier.html and the workbench, a
// source the page. What one hands to another is a file that a browser saved. The stewards do what keys.html calls: its
// buttons are pressed for a whole founding along the road. `npm test` walks its parts: keys.html to workbench along the
// road, and page and courier.html through both onions, by such keys and that command, in tests/system/onion.test.ts.

const MOST_OF_A_REVIEWER = 12;
const MOST_PASSPHRASES = 2;
const TOLD = "三月有人来敲门, and they asked for my sister.";

// It takes a minute to come up, during which the instance is founded.
const starting = startDeployedOnions();
afterAll(async () => (await starting)[Symbol.asyncDispose]());

const folder = temporaryFolder();
const at = (name: string) => join(folder, name);
let begun = performance.now();

test("keys made by keys.html, served on two onions, carried by courier.html, read in the workbench", async () => {
  await using offline = await sharedFirefox();
  writeFileSync(at("keys.html"), await builtKeys());
  const founding = new Founding(offline, at("keys.html"));

  // 1. Three stewards found an instance.
  const people = new People(folder);
  await people.found(["crane", "heron", "ibis"]);
  const { anchor } = people;
  const fingerprint = anchorFingerprint(parseAnchor(new Uint8Array(readFileSync(anchor))));
  lap("an instance");

  // 2. The operator says what the couriers' onion is called. A reviewer and a courier, each for this instance.
  const onions = await starting;
  lap("the operator's onions");
  const wren = await founding.reviewer("Wren", anchor, fingerprint);
  const swift = await founding.courier("Swift", anchor, fingerprint, onions.couriers);
  const onionKey = await founding.onionKey(swift, "Swift", onions.couriers);
  lap("a reviewer and a courier");

  // 3. Two stewards sign their first quarter.
  copyFileSync(wren.card, people.cardOf("wren"));
  copyFileSync(swift.card, people.cardOf("swift"));
  const quarter = { weeks: 0, months: 3, letters: 1 } as const;
  await people.decide(["crane", "heron"], quarter, { cards: ["wren", "swift"] });
  await people.freshen("heron");
  lap("the first quarter's rosters");

  // 4. The operator publishes it, lets the courier's tor in, and starts the server as the unit does.
  await operate(onions, { anchor, rosters: people.rosters, auth: onionKey.auth });
  const { flags, env } = inUnit(at("cache"));
  const server = await startServer({ data: at("data"), flags, env: { ...env, ...behindOnions(onions) } });
  try {
    lap("the operator's commands");

    // 5. A source sends a tip by the page, through Tor.
    await send(onions);
    lap("a tip, through Tor");

    // 6. The courier's Tor gets its half of the key, without which nobody reaches the couriers' onion; courier.html
    // fetches, and acknowledges what was saved.
    using stranger = new Through(onions.network.socksPort("source"), onions.couriers, "stranger");
    await expect(stranger.ask("GET", "/")).rejects.toThrow();
    copyFileSync(onionKey.authPrivate, join(onions.keys, "swift.auth_private"));
    onions.network.tor("courier").reload();
    await using torBrowser = await launchFirefox(LEVELS.standard(onions.network.socksPort("courier")));
    const { bundle, actions } = await carry(torBrowser, swift.pack);
    swift.keys.actions += actions;
    swift.keys.passphrases++;
    lap("courier.html, through the couriers' onion");

    // 7. The reviewer reads it with the vault that keys.html made.
    writeFileSync(at("workbench.html"), await builtWorkbench());
    await read(offline, wren, bundle);
    lap("the reviewer reads it");
    expect(server.output()).toBe("");
  } finally {
    await server.stop();
  }

  // 8. What it cost each of them.
  cost("Wren", wren.keys, MOST_OF_A_REVIEWER);
  cost("Swift", swift.keys);
}, 600_000);

/** docs/operating.md, from what the stewards and the courier brought. */
async function operate(
  { network, couriersFolder }: DeployedOnions,
  brought: { readonly anchor: string; readonly rosters: string; readonly auth: string },
): Promise<void> {
  const run = async (...args: string[]) =>
    expect(await nightjar(args, { cwd: folder })).toMatchObject({ code: 0, stderr: "" });
  const pages = ["--anchor", brought.anchor, "--out", at("dist")];
  execFileSync(process.execPath, ["client/source/build/main.ts", ...pages]);
  const what = ["--anchor", brought.anchor, "--pages", at("dist"), "--tor", couriersFolder];
  await run("setup", "--data", at("data"), ...what, "--user", "nobody", "--out", at("service"));
  await run("roster", "publish", "--data", at("data"), brought.rosters);
  await run("courier", "authorize", "swift", "--auth", brought.auth, "--tor", couriersFolder);
  network.tor("host").reload();
}

async function send({ network, sources }: DeployedOnions): Promise<void> {
  await using torBrowser = await launchFirefox(LEVELS.standard(network.socksPort("source")));
  const page = new SourcePage(torBrowser.page);
  await page.open(`http://${sources}/`);
  await page.narrate(TOLD);
  await page.send();
  await page.reaches("arrived");
}

/** @returns the bundle as it was saved and read back, and how many actions it took */
async function carry(torBrowser: Firefox, pack: string): Promise<{ bundle: string; actions: number }> {
  const courier = await CourierPage.of(torBrowser, folder);
  await courier.unlock(pack, passphraseOf("Swift"));
  await courier.press("fetch");
  const saved = await courier.save();
  await courier.choose("saved", saved);
  await courier.sees("The server knows that you have");
  mkdirSync(at("stick"));
  copyFileSync(saved, at("stick/tips.bundle"));
  return { bundle: at("stick/tips.bundle"), actions: courier.actions };
}

async function read({ context }: Firefox, { handle, keys, vault }: Enrolled, bundle: string): Promise<void> {
  const bench = new WorkbenchPage(await context.newPage());
  await bench.start(at("workbench.html"));
  await bench.unlock(vault, passphraseOf(handle));
  await bench.unlocked();
  await bench.bring(bundle);
  await bench.counts(1);
  await bench.openTip("三月有人来敲门");
  expect(await bench.text(".sent")).toContain(TOLD);
  keys.actions += bench.actions;
  keys.passphrases++;
  await bench.page.close();
}

function cost(who: string, { actions, passphrases }: KeysPage, most = Number.POSITIVE_INFINITY): void {
  console.log(`${who}: ${actions} actions, ${passphrases} passphrases`);
  expect(actions).toBeLessThanOrEqual(most);
  expect(passphrases).toBeLessThanOrEqual(MOST_PASSPHRASES);
}

function lap(what: string): void {
  console.log(`${what}: ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  begun = performance.now();
}
