import { cpSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { DocumentShelf } from "../../../client/bundle/document-shelf.ts";
import { parseDocuments } from "../../../client/bundle/documents.ts";
import { reviewersOf } from "../../../client/casebook/trust.ts";
import { openVault } from "../../../client/vault/sealed-vault.ts";
import { lineOf } from "../../../client/vault/vault.ts";
import { signedDocumentToJson } from "../../../crypto/documents/dsse.ts";
import { instantOf } from "../../../crypto/documents/instant.ts";
import { encodeBase64 } from "../../../crypto/encoding.ts";
import { loadSodium } from "../../../crypto/primitives/sodium.ts";
import { loadPublicDocuments } from "../../../server/public-documents.ts";
import { RosterNotices } from "../../../server/rosters/notices.ts";
import { temporaryFolder } from "../../client/cli/support/cli.ts";
import { commandLine } from "../../support/command-line.ts";
import { prepareData } from "../../support/server.ts";

// A quarter of an instance by the product's own commands, under a clock of its own: stewards with folders of their own
// who freshen in turn, a week that nobody comes, a move of the anchor with a leaver who signed and freshened, and a
// lapse. What everybody is told stands in told.txt, line by line.

vi.mock("../../../client/vault/sealed-vault.ts", async (load) => {
  const real = await load<typeof import("../../../client/vault/sealed-vault.ts")>();
  const sealVault: typeof real.sealVault = (vault, passphrase, primitives) =>
    real.sealVault(vault, passphrase, primitives, 10);
  return { ...real, sealVault };
});

const folder = temporaryFolder();
const PASSPHRASE = "six words drawn by dice";
const was = process.cwd();
const told: string[] = [];

beforeAll(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2027, 0, 1, 9) });
  process.chdir(folder);
  renameSync(prepareData(), "data");
  for (const name of ["rosters", "annexes"]) rmSync(`data/public/${name}`, { recursive: true, force: true });
});
afterAll(() => {
  process.chdir(was);
  vi.useRealTimers();
});

const day = () => new Date().toISOString().slice(0, 10);
const goTo = (date: string) => vi.setSystemTime(Date.parse(`${date}T09:00:00Z`));

/** What somebody is told, without what is different in each run. */
function note(who: string, text: string): void {
  for (const line of text.split("\n").filter((one) => one !== "")) {
    const same = line
      .replaceAll(/\b[0-9a-f]{16,64}\b…?/g, "<hex>")
      .replaceAll(/(?:[a-z]+ ){11}[a-z]+$/g, "<12 words>");
    told.push(`${day()}  ${who}: ${same}`);
  }
}

/** A command of somebody's, who has a folder of that name; it must end as said. */
async function does(who: string, command: string, code = 0): Promise<void> {
  const words = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
  const passphrases = words.includes("--vault") ? [PASSPHRASE] : [];
  const said = await commandLine(words, ...passphrases);
  note(who, `$ ${command}`);
  note(who, said.stdout);
  note(who, said.stderr);
  expect({ command, ...said }).toMatchObject({ code });
}

/** What a server that is started now tells its operator, and shows. */
function served(): string {
  const documents = loadPublicDocuments("data", Date.now, (sentence) => note("server", sentence));
  const view = documents.shelf.look();
  const notices = new RosterNotices((sentence) => note("server", sentence));
  notices.note(view, instantOf(Date.now()));
  return view.shown.kind === "served"
    ? `roster ${view.shown.roster.document.roster.sequence}`
    : view.shown.kind;
}

/** What couriers carry from it. */
function carried() {
  const { anchorBytes, moves, shelf } = loadPublicDocuments("data", Date.now, (sentence) => {
    throw new Error(sentence);
  });
  const { rosters, annexes } = shelf.look();
  const text = (files: readonly { readonly bytes: Uint8Array }[]) =>
    files.map(({ bytes }) => Buffer.from(bytes).toString()).join();
  const led = moves.length > 0 ? `,"moves":${JSON.stringify(moves.map(signedDocumentToJson))}` : "";
  return parseDocuments(
    Buffer.from(
      `{"anchor":"${encodeBase64(anchorBytes)}","rosters":[${text(rosters)}],"annexes":[${text(annexes)}]${led}}`,
    ),
  );
}

let line = "--anchor anchor.json";

/** A draft from hand to hand; everybody who is a steward then takes a copy of what was signed. */
async function sign(draft: string, by: readonly string[], stewards: readonly string[]): Promise<void> {
  const [first = ""] = by;
  await does(first, `roster draft ${line} --cards cards --known ${first}/known --from today --out ${draft}`);
  for (const who of by)
    await does(who, `steward sign ${line} --known ${who}/known --vault ${who}/vault --yes ${draft}`);
  for (const who of stewards) await does(who, `roster assemble ${line} --out ${who}/known ${draft}`);
}

async function turn(who: string, publish = ""): Promise<void> {
  await does(
    who,
    `steward freshen ${line} --known ${who}/known --vault ${who}/vault --yes --out ${who}/known`,
  );
  await does("operator", `roster publish --data data ${publish} ${who}/known`);
}

/** Robin joins in the middle of a period; Ibis, who will leave, is one of those who sign. */
async function newcomer(): Promise<void> {
  const files = "--vault robin.vault --card cards/robin.card";
  await does("robin", `reviewer enroll ${line} --handle robin --from today ${files}`);
  await sign("draft-2", ["ibis", "crane"], OLD);
}

const OLD = ["crane", "heron", "ibis"];
const NEW = ["crane", "heron", "egret"];

test("a quarter: turns, a week without, a leaver who signed and freshened, a lapse", async () => {
  // January: everybody makes a key.
  mkdirSync("cards");
  for (const who of OLD) {
    mkdirSync(`${who}/known`, { recursive: true });
    await does(who, `steward init --handle ${who} --vault ${who}/vault --card cards/${who}.card`);
  }
  await does(
    "crane",
    'anchor create --name "Night post" --threshold 2 --out anchor.json cards/crane.card cards/heron.card cards/ibis.card',
  );
  cpSync("anchor.json", "data/public/anchor.json");
  expect(served()).toBe("none");
  for (const who of ["lark", "wren"])
    await does(
      who,
      `reviewer enroll ${line} --handle ${who} --from today --vault ${who}.vault --card cards/${who}.card`,
    );
  await does("swift", `courier init ${line} --handle swift --out swift`);
  cpSync("swift/courier.card", "cards/swift.card");
  await sign("draft-1", ["heron", "crane"], OLD);

  // A turn each week, each from a folder that holds no statement of the others; in the fifth week nobody comes.
  const weeks = [
    "2027-01-01",
    "2027-01-08",
    "2027-01-15",
    "2027-01-22",
    "",
    "2027-02-05",
    "2027-02-12",
    "2027-02-19",
  ];
  for (const [i, date] of weeks.entries()) {
    if (date === "") continue;
    goTo(date);
    if (date === "2027-02-05") await newcomer();
    await turn(OLD[i % 3] ?? "");
    expect(served()).toBe(`roster ${date < "2027-02-01" ? 1 : 4}`);
  }

  // A clock that is twenty days fast: asked, answered wrongly, and nobody else is kept from anything by it.
  goTo("2027-03-14");
  await does(
    "heron",
    `steward freshen ${line} --known heron/known --vault heron/vault --yes --out heron/known`,
  );
  goTo("2027-02-22");
  await does("operator", "roster publish --data data heron/known", 1);
  await turn("heron");
  expect(served()).toBe("roster 4");

  // Ibis leaves, who called rosters current that those who stay had signed, and signed a later redraft; Wren leaves with it.
  goTo("2027-02-24");
  mkdirSync("egret");
  await does("egret", "steward init --handle egret --vault egret/vault --card cards/egret.card");
  await does(
    "crane",
    "anchor move --anchor anchor.json --threshold 2 --out move --leaving cards/ibis.card cards/crane.card cards/heron.card cards/egret.card",
  );
  for (const who of ["crane", "heron"])
    await does(who, `steward sign --anchor anchor.json --vault ${who}/vault --yes move`);
  await does("crane", "anchor assemble --anchor anchor.json --out move.json move");
  await does("operator", "anchor follow --anchor anchor.json --move move.json --out anchor-2.json");
  await does("lark", "vault follow --vault lark.vault --move move.json --yes");
  rmSync("cards/ibis.card");
  rmSync("cards/wren.card");
  cpSync("crane/known", "egret/known", { recursive: true });
  cpSync("anchor-2.json", "data/public/anchor.json");
  line = "--anchor anchor.json --move move.json";
  await does(
    "heron",
    `steward freshen ${line} --known heron/known --vault heron/vault --yes --out heron/known`,
    1,
  );
  await sign("draft-3", ["egret", "crane"], NEW);
  await turn("egret", line);
  expect(served()).toBe("roster 7");

  // All that was is history for who follows: no document is refused, no reviewer's acts vanish.
  const sodium = await loadSodium();
  const vault = await openVault(new Uint8Array(readFileSync("lark.vault")), PASSPHRASE, sodium);
  const shelf = new DocumentShelf(lineOf(vault), sodium);
  expect(shelf.add(carried())).toEqual([]);
  expect([shelf.hasMoved, reviewersOf(shelf.rosters).size]).toEqual([false, 3]);

  // Nobody comes for three weeks; then one statement is enough.
  for (const date of ["2027-03-07", "2027-03-10", "2027-03-11"]) {
    goTo(date);
    served();
  }
  goTo("2027-03-17");
  expect(served()).toBe("none");
  await turn("heron");
  expect(served()).toBe("roster 8");

  await expect(`${told.join("\n")}\n`).toMatchFileSnapshot(join(import.meta.dirname, "told.txt"));
}, 240_000);
