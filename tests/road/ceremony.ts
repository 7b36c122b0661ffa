import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, renameSync } from "node:fs";
import { at, done } from "./stage.ts";

const ANCHOR = "--anchor anchor.json";
const KNOWN = `${ANCHOR} --known known`;

/** docs/ceremony.md, from nothing to a data folder that a server can begin with. */
export async function foundInstance(): Promise<void> {
  for (const folder of ["cards", "known"]) mkdirSync(at(folder));
  await Promise.all(
    ["Crane", "Heron", "Ibis"].map((handle) => {
      const name = handle.toLowerCase();
      return done(`steward init --handle ${handle} --vault ${name}.vault --card cards/${name}.card`, name);
    }),
  );
  const cards = ["crane", "heron", "ibis"].map((name) => `cards/${name}.card`).join(" ");
  await done(`anchor create --name "Night post" --threshold 2 --out anchor.json ${cards}`);
  await Promise.all([
    ...["Lark", "Wren", "Magpie"].map((handle) => {
      const name = handle.toLowerCase();
      const files = `--vault ${name}.vault --card cards/${name}.card`;
      return done(
        `reviewer enroll ${ANCHOR} --handle ${handle} --languages zh-Hans,en --from today ${files}`,
        name,
      );
    }),
    done(`courier init ${ANCHOR} --handle Swift --out courier`),
  ]);
  copyFileSync(at("courier/courier.card"), at("cards/swift.card"));
  await decide("draft-1", ["crane", "heron"]);
  await done(`steward freshen ${KNOWN} --vault heron.vault --out known`, "heron");
  execFileSync(process.execPath, [
    "client/source/build/main.ts",
    "--anchor",
    at("anchor.json"),
    "--out",
    at("dist"),
  ]);
}

/** A draft of everybody whose card lies there, signed by a pair of stewards, one after the other. */
export async function decide(draft: string, pair: readonly [string, string]): Promise<void> {
  await done(`roster draft ${KNOWN} --cards cards --from today --periods 3 --length 1mo --out ${draft}`);
  await done(`steward review ${KNOWN} --vault ${pair[0]}.vault ${draft}`, pair[0]);
  for (const name of pair) await done(`steward sign ${KNOWN} --vault ${name}.vault --yes ${draft}`, name);
  await done(`roster assemble ${ANCHOR} --out known ${draft}`);
}

/** The emergency: Lark is out, by another pair; the server that runs takes it up. */
export async function revokeLark(): Promise<void> {
  mkdirSync(at("left"));
  renameSync(at("cards/lark.card"), at("left/lark.card"));
  await decide("draft-2", ["heron", "ibis"]);
  await publish("ibis");
}

/** Wren's machine is lost: a vault from the shares, new periods, a new card, and the third pair. */
export async function replaceWren(): Promise<void> {
  await done("vault restore --vault wren-2.vault shares/share-1.json shares/share-3.json", "wren");
  await done("reviewer renew --vault wren-2.vault --from today --card wren-2.card", "wren");
  renameSync(at("cards/wren.card"), at("left/wren.card"));
  copyFileSync(at("wren-2.card"), at("cards/wren.card"));
  await decide("draft-3", ["crane", "ibis"]);
  await publish("crane");
}

async function publish(steward: string): Promise<void> {
  await done(`steward freshen ${KNOWN} --vault ${steward}.vault --out known`, steward);
  await done("roster publish --data data known");
  await done(`roster log ${ANCHOR} known data/public`);
}
