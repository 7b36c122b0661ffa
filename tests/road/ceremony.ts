import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, renameSync } from "node:fs";
import { at, done } from "./stage.ts";

const ANCHOR = "--anchor anchor.json";
const MOVED = `${ANCHOR} --move move.json`;

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
  await decide("draft-1", ["crane", "heron"], ANCHOR, " --letters 1");
  await done(`steward freshen ${ANCHOR} --known known --vault heron.vault --out known`, "heron");
  buildPages("anchor.json", "dist");
}

function buildPages(anchor: string, out: string): void {
  const files = ["--anchor", at(anchor), "--out", at(out)];
  execFileSync(process.execPath, ["client/source/build/main.ts", ...files]);
}

/** A draft of everybody whose card lies there, signed by a pair of stewards, one after the other. */
async function decide(
  draft: string,
  pair: readonly [string, string],
  line = ANCHOR,
  letters = "",
): Promise<void> {
  const known = `${line} --known known`;
  const periods = `--from today --periods 3 --length 1mo${letters}`;
  await done(`roster draft ${known} --cards cards ${periods} --out ${draft}`);
  await done(`steward review ${known} --vault ${pair[0]}.vault ${draft}`, pair[0]);
  for (const name of pair) await done(`steward sign ${known} --vault ${name}.vault --yes ${draft}`, name);
  await done(`roster assemble ${line} --out known ${draft}`);
}

/** The emergency: Lark is out, by another pair; the server that runs takes it up. */
export async function revokeLark(): Promise<void> {
  mkdirSync(at("left"));
  renameSync(at("cards/lark.card"), at("left/lark.card"));
  await decide("draft-2", ["heron", "ibis"]);
  await publish("ibis");
}

/** Ibis leaves, who signed and freshened what is in force; Egret comes. The pages are those of the new anchor. */
export async function moveAnchor(): Promise<void> {
  await done("steward init --handle Egret --vault egret.vault --card cards/egret.card", "egret");
  const cards = ["crane", "heron", "egret"].map((name) => `cards/${name}.card`).join(" ");
  await done(`anchor move ${ANCHOR} --threshold 2 --out move --leaving cards/ibis.card ${cards}`);
  await Promise.all(
    ["crane", "heron"].map((name) => done(`steward sign ${ANCHOR} --vault ${name}.vault --yes move`, name)),
  );
  await done(`anchor assemble ${ANCHOR} --out move.json move`);
  await done(`anchor follow ${ANCHOR} --move move.json --out anchor-2.json`);
  renameSync(at("cards/ibis.card"), at("left/ibis.card"));
  buildPages("anchor-2.json", "dist-2");
  copyFileSync(at("anchor-2.json"), at("data/public/anchor.json"));
  for (const page of readdirSync(at("dist-2")).filter((name) => /^(source|no-script).*\.html$/.test(name)))
    copyFileSync(at("dist-2", page), at("data/public", page));
}

/** Wren's machine is lost: a vault from the shares, which follows the move, new periods, a new card, and a third pair. */
export async function replaceWren(): Promise<void> {
  await done("vault restore --vault wren-2.vault shares/share-1.json shares/share-3.json", "wren");
  await done("vault follow --vault wren-2.vault --move move.json --yes", "wren");
  await done("reviewer renew --vault wren-2.vault --from today --card wren-2.card", "wren");
  renameSync(at("cards/wren.card"), at("left/wren.card"));
  copyFileSync(at("wren-2.card"), at("cards/wren.card"));
  await decide("draft-3", ["crane", "egret"], MOVED);
  await publish("egret", MOVED);
}

async function publish(steward: string, line = ANCHOR): Promise<void> {
  await done(`steward freshen ${line} --known known --vault ${steward}.vault --out known`, steward);
  await done(`roster publish --data data ${line === ANCHOR ? "" : line} known`);
  await done(`roster log ${line} known data/public`);
}
