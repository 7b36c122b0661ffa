import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { VaultError } from "../../../../client/vault/errors.ts";
import { parseAnchor } from "../../../../crypto/documents/anchor.ts";
import { anchorFingerprint } from "../../../../crypto/documents/fingerprint.ts";
import { instantOf } from "../../../../crypto/documents/instant.ts";
import { parseRosterFile } from "../../../../crypto/documents/roster-file.ts";
import { VerifiedRoster } from "../../../../crypto/documents/verified-roster.ts";
import { encodeVerifyingKey } from "../../../../crypto/ed25519.ts";
import { nobleSignatures } from "../../../../crypto/primitives/noble-signatures.ts";
import { loadPublicDocuments } from "../../../../server/pages/public-documents.ts";
import { commandLine } from "../../../support/command-line.ts";
import { ROOT } from "../../../support/imports.ts";
import { temporaryFolder } from "../support/cli.ts";

// The vaults of this walk cost a guesser nothing: a year of scrypt at its real work takes minutes. What a real vault
// costs, and that the commands make such vaults, tests/client/cli/vault/ shows.
vi.mock("../../../../client/vault/sealed-vault.ts", async (load) => {
  const real = await load<typeof import("../../../../client/vault/sealed-vault.ts")>();
  const sealVault: typeof real.sealVault = (vault, passphrase, primitives) =>
    real.sealVault(vault, passphrase, primitives, 10);
  return { ...real, sealVault };
});

const folder = temporaryFolder();
const BUILD = join(ROOT, "client/source/build/main.ts");
const PASSPHRASE = "six words drawn by dice";

/** The page's sections, in order. They are run on the day that it is, by the clock that everybody has. */
const SECTIONS = [
  "Setting up",
  "A quarter's rosters",
  "Every week",
  "Emergency: a reviewer is revoked",
  "Emergency: a steward's key is lost or stolen",
  "Emergency: the instance moves to a new anchor",
];

const text = readFileSync(join(ROOT, "docs/ceremony.md"), "utf8");

function commandsOf(heading: string): string[] {
  const [, rest = ""] = text.split(`## ${heading}\n`);
  const [section = ""] = rest.split("\n## ");
  return section.split("\n").flatMap((line) => (line.startsWith("    ") ? [line.trim()] : []));
}

/** The words of a shell's line: quotes keep spaces together. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}

/** As the page says, but that nobody types a passphrase or a yes. */
async function run(line: string) {
  if (line.startsWith("npm run build -- ")) {
    const words = wordsOf(line.slice("npm run build -- ".length));
    const built = spawnSync(process.execPath, [BUILD, ...words], { cwd: folder, encoding: "utf8" });
    return { ...built, code: built.status };
  }
  if (!line.startsWith("npm run nightjar -- ")) {
    const { status, stderr } = spawnSync("sh", ["-ec", line], { cwd: folder, encoding: "utf8" });
    return { code: status, stdout: "", stderr };
  }
  const words = wordsOf(line.slice("npm run nightjar -- ".length));
  const asks = /^(steward sign|vault follow)/.test(words.join(" "));
  return await commandLine(
    [...words, ...(asks ? ["--yes"] : [])],
    ...(words.includes("--vault") ? [PASSPHRASE] : []),
  );
}

const was = process.cwd();
beforeAll(() => process.chdir(folder));
afterAll(() => process.chdir(was));

const read = (path: string) => new Uint8Array(readFileSync(join(folder, path)));

/** The roster that a server with this data folder gives to sources, and which verifies now under its anchor. */
function served(): VerifiedRoster {
  const data = join(folder, "data");
  const { anchor, roster } = loadPublicDocuments(data, Date.now, (sentence) => {
    throw new Error(sentence);
  });
  return VerifiedRoster.verify(
    anchor,
    parseRosterFile(roster() ?? new Uint8Array()),
    instantOf(Date.now()),
    nobleSignatures,
  );
}

describe("docs/ceremony.md", () => {
  test("no day stands in it that will be over: dates are words", () => {
    const dates = text
      .split("\n")
      .flatMap((line) => (line.startsWith("    ") ? [...line.matchAll(/20\d\d-/g)] : []));
    expect(dates).toEqual([]);
    expect(text.match(/--from today/g)?.length).toBeGreaterThan(5);
  });

  test("names each section that is run here, and no command stands elsewhere", () => {
    const all = text.split("\n").filter((line) => line.startsWith("    "));
    expect(SECTIONS.flatMap(commandsOf)).toHaveLength(all.length);
    expect(all.length).toBeGreaterThan(35);
  });

  test.each(SECTIONS)("%s", async (heading) => {
    for (const line of commandsOf(heading)) {
      const { code, stderr, stdout } = await run(line);
      expect({ line, code, stderr }).toEqual({ line, code: 0, stderr: "" });
      expect(stdout).not.toMatch(/SECRET|six words|ALARM|WRONG/);
    }
    await AFTER[heading]?.();
  });

  /** The page is the one of the server's anchor. */
  const pagesLieThere = () => {
    const html = Buffer.from(read("data/public/source.html")).toString();
    const { stewards } = parseAnchor(read("data/public/anchor.json"));
    expect(stewards).toHaveLength(3);
    for (const steward of stewards) expect(html).toContain(encodeVerifyingKey(steward));
    expect(readdirSync(join(folder, "data/public"))).toContain("no-script.html");
  };

  /** A server that runs while the instance moves, and what it tells its operator. */
  let running: ReturnType<typeof loadPublicDocuments> | undefined;
  const told: string[] = [];

  const AFTER: Record<string, () => Promise<void> | void> = {
    "Setting up": pagesLieThere,
    "A quarter's rosters": () => {
      expect(readdirSync(join(folder, "known/rosters"))).toEqual([1, 2, 3].map((n) => `000${n}.signed.json`));
      expect(readdirSync(join(folder, "draft-1")).filter((name) => name.endsWith(".sig"))).toHaveLength(12);
      expect(readFileSync(join(folder, "draft-1/summary.txt"), "utf8")).toMatch(
        /joins +2 +Wren: (\w+ ){11}\w+\n/,
      );
      for (const name of ["draft-1/summary.txt", "draft-1/cards"])
        expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
    },
    "Every week": () => {
      const names = readdirSync(join(folder, "data/public/rosters")).sort();
      expect(names.map((name) => name.slice(0, 4))).toEqual(["0001", "0002", "0003"]);
      expect(names[0]).toBe("0001.json");
      expect(served().roster).toMatchObject({ sequence: 1, reviewers: [{ number: 1 }, { number: 2 }] });
    },
    "Emergency: a reviewer is revoked": async () => {
      expect(served().roster.sequence).toBe(4);
      expect(served().roster.reviewers.map(({ number }) => number)).toEqual([2]);
      const log = await commandLine(["roster", "log", "--anchor", "anchor.json", "known"]);
      expect(log.code).toBe(0);
      for (const old of [1, 2, 3]) expect(log.stdout).toContain(`takes the place of ${old} `);
    },
    "Emergency: a steward's key is lost or stolen": () => {
      expect(readdirSync(join(folder, "known/rosters"))).toContain("0009.signed.json");
      running = loadPublicDocuments(join(folder, "data"), Date.now, (sentence) => told.push(sentence));
      running.rosters.look();
      expect(told).toEqual([]);
    },
    "Emergency: the instance moves to a new anchor": async () => {
      running?.rosters.look();
      expect(told).toEqual(["anchor.json is another than this server was started with: restart it."]);
      expect(served().roster.sequence).toBe(10);
      const shown = await commandLine(["anchor", "show", "anchor-2.json"]);
      expect(shown.stdout).toContain(anchorFingerprint(parseAnchor(read("data/public/anchor.json"))));
      expect(shown.stdout).not.toContain(anchorFingerprint(parseAnchor(read("anchor.json"))));
      pagesLieThere();
    },
  };
});

describe("after the walk", () => {
  const sign = (draft: string, vault: string, more: string[] = []) =>
    commandLine(
      [
        "steward",
        "sign",
        "--anchor",
        "anchor.json",
        "--known",
        "known",
        "--vault",
        vault,
        ...more,
        draft,
        "--yes",
      ],
      PASSPHRASE,
    );
  const MOVED = ["--move", "move.json"];

  test("a steward who left signs nothing for the new anchor, one who joined nothing for the old", async () => {
    for (const [vault, more] of [
      ["ibis.vault", MOVED],
      ["egret.vault", []],
    ] as const) {
      const args = [
        "steward",
        "freshen",
        "--anchor",
        "anchor.json",
        ...more,
        "--known",
        "known",
        "--out",
        "out",
      ];
      const ended = await commandLine([...args, "--vault", vault], PASSPHRASE);
      expect(ended.code).toBe(1);
      expect(ended.stdout).toBe("");
      if (more.length > 0) expect(ended.stderr).toContain("none of the anchor's stewards");
      else
        expect(ended.stderr).toMatch(/doesn't verify. If the anchor has moved, give .* its moves \(--move\)/);
    }
  });

  test("a draft that was changed, a second one for the same sequence, a reviewer's vault: not signed", async () => {
    expect((await sign("draft-4", "wren.vault", MOVED)).stderr).toContain("a steward's is due here");
    spawnSync(
      "sh",
      [
        "-ec",
        "cp -r draft-4 changed; sed -i -E 's/(notAfter...20[0-9]{2}-[0-9]{2})-01T/\\1-02T/' changed/roster-0010.json",
      ],
      {
        cwd: folder,
      },
    );
    const changed = await sign("changed", "heron.vault", MOVED);
    expect(changed).toMatchObject({ code: 1 });
    expect(changed.stderr).toMatch(/ALARM .* would fork the chain/);
    expect(changed.stderr).toMatch(/must not be signed[^\n]*\n$/);
    spawnSync(
      "sh",
      [
        "-ec",
        "mkdir known-2; cp -r known/rosters known/annexes known-2; rm -f known-2/*/000[4-9]* known-2/*/001*",
      ],
      {
        cwd: folder,
      },
    );
    const args =
      "roster draft --anchor anchor.json --cards left --cards cards --known known-2 --out fork".split(" ");
    const fork = await commandLine([...args, "--from", "today", "--periods", "1"]);
    expect(fork.stderr).toContain("of nobody in this anchor");
    spawnSync("sh", ["-ec", "rm cards/egret.card; cp left/ibis.card cards/"], { cwd: folder });
    expect((await commandLine([...args, "--from", "today", "--periods", "1"])).stderr).toContain(
      "share a signing key",
    );
    spawnSync("sh", ["-ec", "rm left/ibis.card"], { cwd: folder });
    expect(await commandLine([...args, "--from", "today", "--periods", "1"])).toMatchObject({
      code: 0,
    });
    spawnSync(
      "sh",
      [
        "-ec",
        "mkdir known-3; cp -r known/rosters known/annexes known-3; rm -f known-3/*/000[7-9]* known-3/*/001*",
      ],
      {
        cwd: folder,
      },
    );
    const known3 = [
      "steward",
      "sign",
      "--anchor",
      "anchor.json",
      "--known",
      "known-3",
      "--vault",
      "heron.vault",
    ];
    const forked = await commandLine([...known3, "fork", "--yes"], PASSPHRASE);
    expect(forked.code).toBe(1);
    expect(forked.stderr).toContain("would fork the chain");
    expect(readdirSync(join(folder, "fork")).filter((name) => name.endsWith(".sig"))).toEqual([]);
  });

  test("a second draft for sequences that this steward signed before, although they were never joined", async () => {
    const line =
      "mkdir known-4; cp -r known/rosters known/annexes known/signed known-4; rm -f known-4/*s/000[4-9]*.json";
    spawnSync("sh", ["-ec", `${line} known-4/*s/001*.json`], { cwd: folder });
    const args = ["roster", "draft", "--anchor", "anchor.json", "--cards", "cards", "--known", "known-4"];
    const more = ["--from", "today", "--periods", "1", "--out", "second"];
    expect(await commandLine([...args, ...more])).toMatchObject({ code: 0 });
    const signing = [
      "steward",
      "sign",
      "--anchor",
      "anchor.json",
      "--known",
      "known-4",
      "second",
      "--yes",
      "--vault",
    ];
    const again = await commandLine([...signing, "heron.vault"], PASSPHRASE);
    expect(again.code).toBe(1);
    expect(again.stderr).toContain("You have signed another annex-0004.json before");
    expect(await commandLine([...signing, "ibis.vault"], PASSPHRASE)).toMatchObject({ code: 0, stderr: "" });
  });

  test("too few signatures: nothing is assembled", async () => {
    spawnSync("sh", ["-ec", "cp -r draft-2 few; rm few/*.sig; cp draft-2/roster-0004*.sig few/"], {
      cwd: folder,
    });
    const args = ["roster", "assemble", "--anchor", "anchor.json", "--out", "few-out", "few"];
    expect((await commandLine(args)).stderr).toContain("Nobody has signed this yet");
    const [one = ""] = readdirSync(join(folder, "draft-2")).filter((name) =>
      /^annex-0004.*\.sig$/.test(name),
    );
    spawnSync("sh", ["-ec", `cp draft-2/*.sig few/; rm few/${one}`], { cwd: folder });
    const ended = await commandLine(args);
    expect(ended).toMatchObject({ code: 1, stdout: "" });
    expect(ended.stderr).toContain("Too few stewards");
    expect(readdirSync(folder)).not.toContain("few-out");
  });

  test("who signed a move of an anchor signs no other move of it, and the same one again", async () => {
    const again = (draft: string, vault: string) =>
      commandLine(
        ["steward", "sign", "--anchor", "anchor.json", "--vault", vault, "--yes", draft],
        PASSPHRASE,
      );
    const cards = ["crane", "heron", "ibis"].map((name) => `cards/${name}.card`);
    const move = ["anchor", "move", "--anchor", "anchor.json", "--threshold", "3", "--out", "rival"];
    expect(await commandLine([...move, ...cards])).toMatchObject({ code: 0, stderr: "" });
    const ended = await again("rival", "heron.vault");
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining("You have signed another") });
    expect(readdirSync(join(folder, "rival")).filter((name) => name.endsWith(".sig"))).toEqual([]);
    expect(await again("move", "heron.vault")).toMatchObject({ code: 0 });
  });

  test("the vault of a steward is none for opening tips", async () => {
    const ended = await commandLine(
      ["vault", "follow", "--vault", "heron.vault", "--move", "move.json"],
      PASSPHRASE,
    );
    expect(ended).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(new VaultError("vault-of-steward").message),
    });
  });
});
