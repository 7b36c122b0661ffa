import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect } from "vitest";
import { parseAnchor } from "../../crypto/documents/anchor.ts";
import { anchorFingerprint } from "../../crypto/documents/fingerprint.ts";
import { builtKeys } from "../support/built-pages.ts";
import { Founding } from "../support/founding.ts";
import { People } from "../support/people.ts";
import type { StewardPage } from "../support/steward-page.ts";
import { COURIERS_ADDRESS } from "./serving.ts";
import { at, done, newFirefox, passphraseOf, ROAD } from "./stage.ts";

/** Who founded it by keys.html goes on by what that page calls. */
export const people = new People(ROAD, undefined, passphraseOf);

/** By keys.html in a browser, from nothing to what the operator is given; only the demo's vaults cost what people's do. */
export async function foundInstance(): Promise<void> {
  await using offline = await newFirefox();
  writeFileSync(at("keys.html"), await builtKeys());
  const founding = new Founding(offline, at("keys.html"));
  const kept = (path: string, name: string) => writeFileSync(at(name), readFileSync(path), { mode: 0o600 });
  const [crane, heron, ibis] = await threeStewards(founding);
  const files = ["heron", "ibis"].map((name) => `${offline.downloads}/${name}.tar`);
  const anchor = await founding.found(crane, files, "Night post");
  kept(anchor, "anchor.json");
  const fingerprint = anchorFingerprint(parseAnchor(new Uint8Array(readFileSync(anchor))));
  const cards: string[] = [];
  for (const handle of ["Lark", "Wren", "Magpie"]) {
    const { vault, card } = await founding.reviewer(handle, anchor, fingerprint, passphraseOf(handle));
    kept(vault, `${handle.toLowerCase()}.vault`);
    cards.push(card);
  }
  const swift = await founding.unattended("Swift", anchor, fingerprint);
  kept(swift.key, "swift.key");
  const martin = await founding.courier("martin", anchor, fingerprint, COURIERS_ADDRESS);
  kept(martin.pack, "martin.pack");
  const onionKey = await founding.onionKey(martin, "martin", `${"a".repeat(55)}d.onion`);
  expect(readFileSync(onionKey.auth, "utf8")).toMatch(/^descriptor:x25519:[A-Z2-7]{52}\n$/);
  expect(readFileSync(onionKey.authPrivate, "utf8")).toMatch(/^a{55}d:descriptor:x25519:[A-Z2-7]{52}\n$/);
  kept(await founding.decide([crane, heron], [...cards, swift.card, martin.card]), "rosters.tar");
  const decided = await crane.save("ceremony", "decided.tar");
  kept(decided, "crane.tar");
  for (const [name, tab] of [
    ["heron", heron],
    ["ibis", ibis],
  ] as const) {
    await tab.choose("brought", decided);
    kept(await tab.save("ceremony", `${name}.kept.tar`), `${name}.tar`);
  }
  for (const name of ["crane", "heron", "ibis"])
    kept(`${offline.downloads}/${name}.kept.vault`, `${name}.vault`);
  // What docs/ceremony.md says.
  for (const { actions, passphrases } of [crane, heron, ibis]) {
    expect(actions).toBeLessThan(30);
    expect(passphrases).toBeLessThanOrEqual(2);
  }
  buildPages("anchor.json", "dist");
}

async function threeStewards(founding: Founding): Promise<[StewardPage, StewardPage, StewardPage]> {
  const tabs: StewardPage[] = [];
  for (const name of ["crane", "heron", "ibis"]) {
    const tab = await founding.steward(name, passphraseOf(name));
    await tab.save("ceremony", `${name}.tar`);
    tabs.push(tab);
  }
  return tabs as [StewardPage, StewardPage, StewardPage];
}

function buildPages(anchor: string, out: string): void {
  const files = ["--anchor", at(anchor), "--out", at(out)];
  execFileSync(process.execPath, ["client/source/build/main.ts", ...files]);
}

const ON = { weeks: 0, months: 3, letters: undefined };

/** The emergency: Lark is out, by another pair; the server that runs takes it up. */
export async function revokeLark(): Promise<void> {
  await people.decide(["heron", "ibis"], ON, { leave: ["lark"], others: ["crane"] });
  await publish("ibis");
}

/** Ibis leaves, who signed and called current what is in force; Egret comes. The pages are those of the new anchor. */
export async function moveAnchor(): Promise<void> {
  await people.move(["crane", "heron"], { come: ["egret"], leave: ["ibis"] });
  buildPages("anchor.json", "dist-2");
  copyFileSync(at("anchor.json"), at("data/public/anchor.json"));
  for (const page of readdirSync(at("dist-2")).filter((name) => /^(source|no-script).*\.html$/.test(name)))
    copyFileSync(at("dist-2", page), at("data/public", page));
}

/** Wren's machine is lost: a vault from the shares, which follows the move, new periods, a new card, and a third pair. */
export async function replaceWren(shares: readonly string[]): Promise<void> {
  await people.restore("wren-2", shares);
  await people.follow("wren-2", people.line);
  await people.renew("wren-2");
  await people.decide(["crane", "egret"], ON, { leave: ["wren"], cards: ["wren-2"], others: ["heron"] });
  await publish("egret");
}

async function publish(steward: string): Promise<void> {
  await people.freshen(steward);
  await done("roster publish --data data rosters.tar");
  const { line } = people;
  await done(`roster log --anchor ${existsSync(line) ? "line.json" : "anchor.json"} rosters.tar data/public`);
}
