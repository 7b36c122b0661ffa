import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { VaultError } from "../../../../client/vault/errors.ts";
import { parseAnchor } from "../../../../crypto/documents/anchor.ts";
import { anchorFingerprint } from "../../../../crypto/documents/fingerprint.ts";
import { instantOf } from "../../../../crypto/documents/instant.ts";
import { parseRosterFile } from "../../../../crypto/documents/roster-file.ts";
import { VerifiedRoster } from "../../../../crypto/documents/verified-roster.ts";
import { encodeVerifyingKey } from "../../../../crypto/ed25519.ts";
import { nobleSignatures } from "../../../../crypto/primitives/noble-signatures.ts";
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

/** The page's sections, in order, with the commands of each and the day on which the test runs them. */
const SECTIONS: readonly [heading: string, day: string][] = [
  ["Setting up", "2026-11-20T09:00:00Z"],
  ["A quarter's rosters", "2026-11-20T10:00:00Z"],
  ["Every week", "2026-11-30T12:00:00Z"],
  ["Emergency: a reviewer is revoked", "2026-12-15T10:00:00Z"],
  ["Emergency: a steward's key is lost or stolen", "2027-01-04T10:00:00Z"],
  ["Emergency: the instance moves to a new anchor", "2027-01-05T10:00:00Z"],
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
beforeAll(() => {
  process.chdir(folder);
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterAll(() => {
  vi.useRealTimers();
  process.chdir(was);
});

const read = (path: string) => new Uint8Array(readFileSync(join(folder, path)));

/** Which published roster files verify now under the server's anchor, by their names. */
function holding(): string[] {
  const anchor = parseAnchor(read("data/public/anchor.json"));
  const names = readdirSync(join(folder, "data/public/rosters")).filter((name) => /^\d+\.json$/.test(name));
  return names.filter((name) => {
    try {
      const file = parseRosterFile(read(`data/public/rosters/${name}`));
      const { roster } = VerifiedRoster.verify(anchor, file, instantOf(Date.now()), nobleSignatures);
      return roster.notBefore <= instantOf(Date.now());
    } catch {
      return false;
    }
  });
}

describe("docs/ceremony.md", () => {
  test("names each section that is run here, and no command stands elsewhere", () => {
    const all = text.split("\n").filter((line) => line.startsWith("    "));
    expect(SECTIONS.flatMap(([heading]) => commandsOf(heading))).toHaveLength(all.length);
    expect(all.length).toBeGreaterThan(35);
  });

  test.each(SECTIONS)("%s", async (heading, day) => {
    vi.setSystemTime(new Date(day));
    for (const line of commandsOf(heading)) {
      const { code, stderr, stdout } = await run(line);
      expect({ line, code, stderr }).toEqual({ line, code: 0, stderr: "" });
      expect(stdout).not.toMatch(/SECRET|six words|ALARM|WRONG/);
    }
    await AFTER[heading]?.();
  });

  /** The page is the one of the server's anchor, and beside it lies what travels. */
  const pagesLieThere = () => {
    const html = gunzipSync(read("data/public/source.html.gz")).toString();
    expect(html).toBe(Buffer.from(read("data/public/source.html")).toString());
    const { stewards } = parseAnchor(read("data/public/anchor.json"));
    expect(stewards).toHaveLength(3);
    for (const steward of stewards) expect(html).toContain(encodeVerifyingKey(steward));
    expect(readdirSync(join(folder, "data/public"))).toContain("plain.html");
  };

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
      expect(readdirSync(join(folder, "data/public/rosters")).sort()).toEqual([
        "0001.json",
        "0002.signed.json",
        "0003.signed.json",
      ]);
      expect(holding()).toEqual([]);
      vi.setSystemTime(new Date("2026-12-01T00:00:00Z"));
      expect(holding()).toEqual(["0001.json"]);
    },
    "Emergency: a reviewer is revoked": async () => {
      vi.setSystemTime(new Date("2026-12-15T10:00:01Z"));
      expect(holding()).toEqual(["0004.json"]);
      const file = parseRosterFile(read("data/public/rosters/0004.json"));
      const { reviewers } = JSON.parse(Buffer.from(file.roster.payload).toString());
      expect(reviewers.map(({ number }: { number: number }) => number)).toEqual([2]);
      const log = await commandLine(["roster", "log", "--anchor", "anchor.json", "known"]);
      expect(log.code).toBe(0);
      for (const old of [1, 2, 3]) expect(log.stdout).toContain(`takes the place of ${old} `);
    },
    "Emergency: a steward's key is lost or stolen": () => {
      expect(readdirSync(join(folder, "known/rosters"))).toContain("0007.signed.json");
    },
    "Emergency: the instance moves to a new anchor": async () => {
      vi.setSystemTime(new Date("2027-01-05T10:00:01Z"));
      expect(holding()).toEqual(["0008.json"]);
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
      else expect(ended.stderr).toContain("doesn't verify");
    }
  });

  test("a draft that was changed, a second one for the same sequence, a reviewer's vault: not signed", async () => {
    expect((await sign("draft-4", "wren.vault", MOVED)).stderr).toContain("a steward's is due here");
    spawnSync(
      "sh",
      ["-ec", "cp -r draft-4 changed; sed -i s/2027-02-01T/2027-02-02T/ changed/roster-0008.json"],
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
    vi.setSystemTime(new Date("2026-12-16T10:00:00Z"));
    const args =
      "roster draft --anchor anchor.json --cards left --cards cards --known known-2 --out fork".split(" ");
    const fork = await commandLine([...args, "--from", "2026-12-16T10:00:00Z", "--periods", "1"]);
    expect(fork.stderr).toContain("of nobody in this anchor");
    spawnSync("sh", ["-ec", "rm cards/egret.card; cp left/ibis.card cards/"], { cwd: folder });
    expect(
      (await commandLine([...args, "--from", "2026-12-16T10:00:00Z", "--periods", "1"])).stderr,
    ).toContain("share a signing key");
    spawnSync("sh", ["-ec", "rm left/ibis.card"], { cwd: folder });
    expect(await commandLine([...args, "--from", "2026-12-16T10:00:00Z", "--periods", "1"])).toMatchObject({
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
    vi.setSystemTime(new Date("2026-12-15T10:00:00Z"));
    const line =
      "mkdir known-4; cp -r known/rosters known/annexes known/signed known-4; rm -f known-4/*s/000[4-9]*.json";
    spawnSync("sh", ["-ec", `${line} known-4/*s/001*.json`], { cwd: folder });
    const args = ["roster", "draft", "--anchor", "anchor.json", "--cards", "cards", "--known", "known-4"];
    const more = ["--from", "2026-12-15T10:00:00Z", "--periods", "1", "--out", "second"];
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
