import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { CliError } from "../../../client/cli/errors.ts";
import { type Outcome, openAll } from "../../../client/cli/open/open-all.ts";
import { openersHere } from "../../../client/cli/open/openers.ts";
import { openOutput } from "../../../client/cli/open/output.ts";
import { EMPTY_REPORT } from "../../../client/report/report.ts";
import { encodeTip } from "../../../client/report/tip.ts";
import type { Identity } from "../../../crypto/age/identities.ts";
import { collect } from "../../../crypto/bytes.ts";
import { armor, parseIdentityFile } from "../../support/age-text.ts";
import { commandLine } from "../../support/command-line.ts";
import { testInstance } from "../../support/instance.ts";
import { longHeader } from "../../support/long-headers.ts";
import { cleanEnvironment, DOOR, temporaryFolder } from "./support/cli.ts";
import { modeOf, namesBelow, snapshot } from "./support/folders.ts";
import { rawTar } from "./support/tar-bytes.ts";
import { instanceOnDisk, sealedContents, sealedTip, sodium, tipFor } from "./support/tips.ts";

const folder = temporaryFolder();
const instance = instanceOnDisk(folder);
const [first = "", second = ""] = instance.identityPaths;
const documents = ["--anchor", instance.anchorPath, "--roster", instance.rosterPath];
const photo = Uint8Array.from({ length: 200_000 }, (_, i) => i * 7);
const photoName = "attachments/01-photo.jpg";
const withPhoto = tipFor(instance, {
  attachments: [{ name: photoName, type: "image/jpeg", size: photo.length, cleaned: null, original: null }],
});
const envelopes = join(folder, "envelopes");
const out = join(folder, "tips");

beforeEach(() => {
  for (const path of [envelopes, out]) rmSync(path, { recursive: true, force: true });
  mkdirSync(envelopes);
});

const put = (name: string, bytes: Uint8Array) => {
  writeFileSync(join(envelopes, name), bytes);
  return join(envelopes, name);
};
const opened = (name: string) => readFileSync(join(out, name), "utf8");
const open = (...args: string[]) => commandLine(["open", "--out", out, ...args]);

describe("what the page sealed", () => {
  test("each reviewer opens it into tip.json, tip.txt and attachments, for nobody else to read", async () => {
    const path = put(
      "0123456789abcdef0123456789abcdef.age",
      await sealedTip(instance, withPhoto, { [photoName]: photo }),
    );
    for (const identity of [first, second]) {
      rmSync(out, { recursive: true, force: true });
      const ended = await open("--identity", identity, ...documents, path);
      expect(ended).toMatchObject({ code: 0, stderr: "" });
      const tip = "0123456789abcdef0123456789abcdef";
      expect(namesBelow(out)).toEqual([
        tip,
        ...["attachments", photoName, "tip.json", "tip.txt"].map((n) => `${tip}/${n}`),
      ]);
      expect(readFileSync(join(out, tip, "tip.json"))).toEqual(Buffer.from(encodeTip(withPhoto)));
      expect(readFileSync(join(out, tip, photoName))).toEqual(Buffer.from(photo));
      for (const name of [".", tip, `${tip}/attachments`]) expect(modeOf(join(out, name))).toBe("700");
      for (const name of ["tip.json", "tip.txt", photoName]) expect(modeOf(join(out, tip, name))).toBe("600");
      const text = opened(`${tip}/tip.txt`);
      expect(text).toContain("  | A door behind the restaurant.\n");
      expect(text).toContain(createHash("sha256").update(photo).digest("hex"));
      expect(text).toContain("size        200000 bytes");
      expect(text).not.toContain("Noticed");
    }
  });

  test("a folder of envelopes, armored ones among them; files that aren't .age are left alone", async () => {
    put("a.age", await sealedTip(instance, tipFor(instance)));
    put("b.AGE", await collect(armor([await sealedTip(instance, tipFor(instance))])));
    put("notes.txt", new Uint8Array(3));
    mkdirSync(join(envelopes, "folder.age"));
    expect(await open("--identity", first, ...documents, envelopes)).toMatchObject({ code: 0, stderr: "" });
    expect(namesBelow(out)).toEqual(["a", "a/tip.json", "a/tip.txt", "b", "b/tip.json", "b/tip.txt"]);
  });

  test("a second run leaves what is there alone, and says so; other contents of the same name go beside it", async () => {
    const key = "ab".repeat(16);
    put(`${key}.age`, await sealedTip(instance, tipFor(instance)));
    put("tip.age", await sealedTip(instance, tipFor(instance)));
    await open("--identity", first, envelopes);
    writeFileSync(join(out, key, "note.md"), "mine");
    const before = snapshot(out);
    const again = await open("--identity", second, envelopes);
    expect(again).toMatchObject({ code: 0, stderr: "" });
    expect(again.stdout).toBe(`2 tips are already in ${out}, and left alone.\n`);
    expect(snapshot(out)).toEqual(before);
    put("tip.age", await sealedTip(instance, tipFor(instance, { language: "bo" })));
    expect((await open("--identity", first, envelopes)).code).toBe(0);
    expect(snapshot(out)).toMatchObject(before);
    expect(opened("tip-2/tip.json")).toContain('"bo"');
  });
});

describe("broken envelopes", () => {
  test("don't keep the others from being opened, are named at the end, and leave nothing behind", async () => {
    const good = await sealedTip(instance, withPhoto, { [photoName]: photo });
    const flipped = good.slice();
    flipped[good.length - 100_000] = (flipped[good.length - 100_000] ?? 0) ^ 1;
    const stranger = testInstance({ primitives: sodium });
    put("1-good.age", good);
    put("2-flipped.age", flipped);
    put("3-cut.age", good.subarray(0, good.length - 70_000));
    put("4-foreign.age", await sealedTip(stranger, tipFor(stranger)));
    put("5-no-age.age", photo);
    put("6-empty.age", new Uint8Array(0));
    put("7-armor.age", (await collect(armor([good]))).subarray(0, 5000));
    put("8-lines.age", longHeader());
    put("9-good.age", good);
    const ended = await open("--identity", first, envelopes);
    expect(ended.code).toBe(3);
    expect(namesBelow(out).filter((name) => !name.includes("/"))).toEqual(["1-good", "9-good"]);
    const [headline, ...lines] = ended.stderr.trimEnd().split("\n");
    expect(headline).toBe("7 envelopes could not be opened:");
    const sentences = [
      /2-flipped\.age: The sealed contents are damaged or were changed/,
      /3-cut\.age: The sealed (file ends too early|contents are damaged)/,
      /4-foreign\.age: None of the identities given opens this file/,
      /5-no-age\.age: This is not an age file.*: choose the one that was sealed\./,
      /6-empty\.age: This is not an age file/,
      /7-armor\.age: The (sealed file ends too early|text form)/,
      /8-lines\.age: The file is sealed to too many recipients/,
    ];
    expect(lines).toHaveLength(sentences.length);
    for (const [i, sentence] of sentences.entries()) expect(lines[i]).toMatch(sentence);
  });

  test("one over which the program stumbles is named with what happened; a disk that fails ends the run", async () => {
    const paths = ["1-good.age", "2-odd.age", "3-good.age"].map((name) => join(envelopes, name));
    for (const path of paths) writeFileSync(path, await sealedTip(instance, tipFor(instance)));
    const inputs = paths.map((path) => ({ kind: "envelope" as const, path }));
    const identities = parseIdentityFile(readFileSync(first, "utf8"));
    const run = async (second: Error) => {
      let asked = 0;
      const odd: Identity = {
        unwrap: () => {
          if (++asked === 2) throw second;
          return undefined;
        },
        wipe: () => {},
      };
      const expected = { instance: undefined, rosters: [] };
      const opening = { identities: [odd, ...identities], expected, primitives: sodium, whole: false };
      const output = await openOutput(out);
      const said: string[] = [];
      try {
        const tell = (outcome: Outcome) =>
          void said.push(outcome.kind === "broken" ? outcome.sentence : outcome.kind);
        const { signal } = new AbortController();
        await openAll(inputs, output, opening, signal, tell, openersHere(opening));
      } finally {
        await output.close();
      }
      return said;
    };
    expect(await run(new TypeError("nothing there"))).toEqual([
      "written",
      expect.stringMatching(/^The program stumbled over it \(TypeError: nothing there\)\. .*keep it apart/),
      "written",
    ]);
    for (const end of [
      Object.assign(new Error("EIO"), { code: "EIO", syscall: "write" }),
      new RangeError("Array buffer allocation failed"),
      new CliError("interrupted", "Stopped."),
    ])
      await expect(run(end)).rejects.toBe(end);
  });

  test("one cut exactly between two chunks is noticed at its very end, and nothing of it is kept", async () => {
    const good = await sealedTip(instance, withPhoto, { [photoName]: photo });
    const header = Buffer.from(good).indexOf("\n--- ");
    const payload = Buffer.from(good).indexOf("\n", header + 1) + 1;
    put("cut.age", good.subarray(0, payload + 16 + 3 * 65_552));
    const ended = await open("--identity", first, envelopes);
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain("ends too early");
    expect(existsSync(out)).toBe(false);
  });

  test("a disk that takes no more: one sentence, exit 1, nothing half-written", async () => {
    const path = put("large.age", await sealedTip(instance, withPhoto, { [photoName]: photo }));
    const limited = `trap "" XFSZ; ulimit -f 64; exec "$@"`;
    const command = [process.execPath, DOOR, "open", "--identity", first, "--out", out, path];
    const ended = spawnSync("bash", ["-c", limited, "bash", ...command], {
      encoding: "utf8",
      env: cleanEnvironment(),
    });
    expect(ended.stderr).toMatch(/^There is no room left at .*run the same command again.*\n$/);
    expect(ended.status).toBe(1);
    expect(existsSync(out)).toBe(false);
  });
});

describe("what is noticed", () => {
  test("a tip for another instance, another roster, or not for exactly the reviewers", async () => {
    const other = testInstance({ primitives: sodium });
    const replayed = { ...tipFor(instance), instance: other.anchor.instance };
    const outdated = { ...tipFor(instance), roster: other.roster.digest };
    put("instance.age", await sealedTip(instance, replayed));
    put("roster.age", await sealedTip(instance, outdated));
    const tar = rawTar({ name: "tip.json", content: encodeTip(tipFor(instance)) });
    put("selective.age", await sealedContents(instance, tar, 1));
    const ended = await open("--identity", first, ...documents, envelopes);
    expect(ended.code).toBe(0);
    for (const [name, notice] of [
      ["instance", "ANOTHER INSTANCE"],
      ["roster", "ANOTHER ROSTER"],
      ["selective", "NOT SEALED TO EXACTLY THE REVIEWERS"],
    ] as const) {
      expect(opened(`${name}/tip.txt`)).toContain(notice);
      expect(ended.stderr).toMatch(new RegExp(`^Notice, .*${name}: .*${notice}`, "m"));
    }
  });

  test("attachments that the report doesn't list, lists in vain, or with another size", async () => {
    const tip = tipFor(instance, {
      attachments: [
        { name: "attachments/01-a", type: "image/png", size: 5, cleaned: null, original: null },
        { name: "attachments/02-b", type: "image/png", size: 5, cleaned: null, original: null },
      ],
    });
    const files = { "attachments/01-a": new Uint8Array(4), "attachments/03-c": new Uint8Array(1) };
    put("tip.age", await sealedTip(instance, tip, files));
    expect((await open("--identity", first, ...documents, envelopes)).code).toBe(0);
    const text = opened("tip/tip.txt");
    expect(text).toContain("- attachments/01-a has another size than the report says.");
    expect(text).toContain("- The report lists attachments/02-b, which is not in the envelope.");
    expect(text).toContain("- The envelope holds attachments/03-c, which the report does not list.");
  });

  test("a report of a later version is kept as it is", async () => {
    const later = '{"type":"nightjar-tip/v9","kind":"station"}';
    put("later.age", await sealedContents(instance, rawTar({ name: "tip.json", content: later })));
    const ended = await open("--identity", first, ...documents, envelopes);
    expect(ended.code).toBe(0);
    expect(opened("later/tip.json")).toBe(later);
    expect(opened("later/tip.txt")).toContain("not in the form that this version knows");
  });

  test("without documents, that nothing was compared", async () => {
    put("tip.age", await sealedTip(instance, tipFor(instance)));
    await open("--identity", first, envelopes);
    expect(opened("tip/tip.txt")).toContain("It was not compared with any roster");
  });
});

test("a hostile text can't act on a terminal, nor hide, nor pass for what this program says", async () => {
  const narrative =
    "\u001b]0;owned\u0007\u001b[2J\r\u009b31m\u202egpj.exe\u2066\ufeff\nAttachments  none\ud800 \u200bok\tཨ ئۇ";
  put(
    "tip.age",
    await sealedTip(
      instance,
      tipFor(instance, { language: "e\u001bn", report: { ...EMPTY_REPORT, narrative } }),
    ),
  );
  const ended = await open("--identity", first, ...documents, envelopes);
  expect(ended.code).toBe(0);
  const text = opened("tip/tip.txt");
  expect(text).toContain(
    "  | \\u{001b}]0;owned\\u{0007}\\u{001b}[2J\\u{000d}\\u{009b}31m\\u{202e}gpj.exe\\u{2066}\\u{feff}\n" +
      "  | Attachments  none\\u{d800} \\u{200b}ok\tཨ ئۇ\n",
  );
  for (const shown of [text, ended.stdout, ended.stderr]) {
    expect(shown.replaceAll(/[\n\t]/g, "")).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
  }
  expect(JSON.parse(opened("tip/tip.json")).report.narrative).toBe(narrative);
});
