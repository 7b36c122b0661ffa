import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { DocumentStore } from "../../../../client/bundle/document-store.ts";
import type { PublicDocuments } from "../../../../client/bundle/documents.ts";
import { nextAct } from "../../../../client/casebook/chain.ts";
import { viewOf } from "../../../../client/casebook/fold.ts";
import { type Line, signAct } from "../../../../client/casebook/line.ts";
import { type AttachmentHash, newDeviceId, type RecipientKey } from "../../../../client/casebook/names.ts";
import { openCasebook } from "../../../../client/casebook/read-casebook.ts";
import { actReaderFor, reviewerKeyOf } from "../../../../client/casebook/trust.ts";
import type { What } from "../../../../client/casebook/what.ts";
import { sealCasebook } from "../../../../client/casebook/write-casebook.ts";
import { withCasebooks } from "../../../../client/cli/casebook/casebook-files.ts";
import { EMPTY_REPORT } from "../../../../client/report/report.ts";
import { encodeTip } from "../../../../client/report/tip.ts";
import { sealVault } from "../../../../client/vault/sealed-vault.ts";
import type { Vault } from "../../../../client/vault/vault.ts";
import { type HybridSeed, hybridIdentity, hybridPublicKey } from "../../../../crypto/age/identities.ts";
import { collect } from "../../../../crypto/bytes.ts";
import { encodeSignedDocument } from "../../../../crypto/documents/dsse.ts";
import { rosterDigest } from "../../../../crypto/documents/roster.ts";
import { encodeRosterFile } from "../../../../crypto/documents/roster-file.ts";
import { parseDay } from "../../../../protocol/day.ts";
import { DAY, tipNamed } from "../../../support/casebooks.ts";
import { newCeremony, newReviewer, published, sodium } from "../../../support/ceremony.ts";
import { commandLine } from "../../../support/command-line.ts";
import { hexOf, wipedBy } from "../../../support/wiped.ts";
import { nightjar, temporaryFolder } from "../support/cli.ts";

const folder = temporaryFolder();
const path = (name: string) => join(folder, name);
const PASSPHRASE = "six words drawn by dice";

const ceremony = newCeremony();
const { anchor } = ceremony;
const [wren, heron, outsider] = ["Wren", "Heron", "Nobody"].map((handle) => newReviewer(anchor, handle)) as [
  Vault,
  Vault,
  Vault,
];

const first = await published(ceremony, [wren, heron], "2027-01-01");
/** Heron has been revoked in it. */
const second = await published(ceremony, [wren], "2027-02-01", first.known);
for (const [name, { roster, annex }] of [
  ["", first],
  ["-2", second],
] as const) {
  writeFileSync(path(`roster${name}.json`), encodeRosterFile(roster));
  writeFileSync(path(`annex${name}.json`), encodeSignedDocument(annex));
}
for (const [name, vault] of [
  ["wren", wren],
  ["outsider", outsider],
] as const) {
  writeFileSync(path(`${name}.vault`), await sealVault(vault, PASSPHRASE, sodium, 10), { mode: 0o600 });
}

const store = new DocumentStore({ line: [anchor], moves: [] }, sodium);
store.add(first.documents);
const reader = actReaderFor({ ...wren, anchor }, store.rosters, sodium);
const documents = store.neededFor([reviewerKeyOf(wren, sodium), reviewerKeyOf(heron, sodium)]);
const NO_DOCUMENTS = { anchor, rosters: [], annexes: [] };

/** The lines with one more act of somebody's, on a device of its own. */
function withAct(lines: readonly Line[], vault: Vault, what: What, on = DAY): Line[] {
  const me = {
    instance: anchor.instance,
    reviewer: reviewerKeyOf(vault, sodium),
    device: newDeviceId(),
  };
  return [...lines, signAct(nextAct(reader.actsOf(lines), me, on, what), vault.signing, sodium)];
}

const tip = tipNamed(1);
const tipText = new TextDecoder().decode(
  encodeTip({
    instance: anchor.instance,
    roster: rosterDigest(first.roster.roster.payload),
    language: "en",
    report: { ...EMPTY_REPORT, narrative: "=1+1 a story", consent: ["partners"] },
    attachments: [],
    reply: null,
  }),
);
const photo = new TextEncoder().encode("a photograph");
const sha256 = createHash("sha256").update(photo).digest("hex") as AttachmentHash;
const attachment = {
  name: "attachments/01-photo.jpg",
  type: "image/jpeg",
  size: photo.length,
  sha256,
  stored: true,
};
const note = new Uint8Array([1]);
const noteHash = createHash("sha256").update(note).digest("hex") as AttachmentHash;
const kept = withAct([], wren, {
  kind: "kept",
  tip,
  form: "report",
  text: tipText,
  attachments: [attachment, { ...attachment, size: 1, sha256: noteHash }],
  arrived: DAY,
});
const mine = withAct(kept, wren, { kind: "graded", tip, source: "A", information: "1" });
const theirs = withAct(withAct(kept, heron, { kind: "graded", tip, source: "F", information: "6" }), heron, {
  kind: "tlp",
  tip,
  tlp: "green",
});

async function writeCasebook(
  name: string,
  lines: readonly Line[],
  bytes: Uint8Array[] = [],
  carried: PublicDocuments = documents,
) {
  const attachments = bytes.map((content) => ({
    sha256: createHash("sha256").update(content).digest("hex") as AttachmentHash,
    size: content.length,
    content: [content],
  }));
  const contents = { documents: carried, lines, attachments };
  writeFileSync(
    path(name),
    await collect(
      sealCasebook(
        contents,
        [wren, heron].map(({ longLived }) => hybridPublicKey(longLived, sodium)),
        sodium,
      ),
    ),
  );
}

await writeCasebook("mine.age", mine, [photo, note]);
await writeCasebook("theirs.age", theirs, [photo, new Uint8Array([2])]);

/** The arguments of a command, with the vault that all of them take; `%` stands for the folder. */
function argumentsOf(command: string, vault: string): string[] {
  const args = `casebook ${command} --vault %${vault}.vault`;
  return args.split(" ").map((word) => word.replace("%", `${folder}/`));
}

function run(command: string, vault = "wren") {
  return commandLine(argumentsOf(command, vault), PASSPHRASE);
}

/** The same as a process of its own, with the passphrase on its stdin. */
function runAlone(command: string, vault = "wren") {
  return nightjar([...argumentsOf(command, vault), "--passphrase-fd", "0"], { input: `${PASSPHRASE}\n` });
}

async function readBack(name: string, by: Vault = heron) {
  const identity = hybridIdentity(by.longLived.slice() as HybridSeed);
  const { lines, attachments } = await openCasebook([readFileSync(path(name))], [identity], sodium);
  const found: string[] = [];
  for await (const { sha256: hash, content } of attachments) {
    await collect(content);
    found.push(hash);
  }
  return { view: viewOf(reader.actsOf(lines)), lines, found };
}

describe("casebook merge", () => {
  test("two copies in either order give one casebook that each reviewer opens, 0600", async () => {
    for (const [out, copies] of [
      ["one", "%mine.age %theirs.age"],
      ["two", "%theirs.age %mine.age"],
    ] as const) {
      const ended = await runAlone(`merge --out %${out}.age ${copies}`);
      expect(ended).toMatchObject({ code: 0, stderr: "" });
      expect(ended.stdout).toContain("4 acts by 2 reviewers count; 0 findings.");
      expect(statSync(path(`${out}.age`)).mode & 0o777).toBe(0o600);
    }
    const [one, two] = [await readBack("one.age"), await readBack("two.age", wren)];
    expect(two.lines).toEqual(one.lines);
    // What no act names is left behind.
    expect(one.found).toHaveLength(2);
    expect(two.found).toEqual(one.found);
    const grades = one.view.tips.get(tip)?.grade.map(({ value }) => value.source + value.information);
    expect(grades?.sort()).toEqual(["A1", "F6"]);
  });

  test("nothing is written over, and a failure leaves no file", async () => {
    expect(await run("merge --out %one.age %mine.age")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("is there already"),
    });
    const bytes = readFileSync(path("mine.age"));
    writeFileSync(path("cut.age"), bytes.subarray(0, bytes.length - 1000));
    const before = readdirSync(folder);
    const cut = await runAlone("merge --out %three.age %mine.age %cut.age");
    expect(cut).toMatchObject({ code: 1, stderr: expect.stringContaining("cut.age") });
    expect(readdirSync(folder)).toEqual(before);
  });

  test("a vault that the casebook wasn't sealed to opens nothing", async () => {
    const annex = "--annex %annex.json";
    expect(await run(`merge ${annex} --out %four.age %mine.age`, "outsider")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("annex.json"),
    });
    expect(await run("verify %mine.age", "outsider")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("before you joined"),
    });
  });
});

test.each([
  ["is over", ["mine.age"], [], "done"],
  ["fails", ["mine.age"], [], "cut off"],
  ["can't begin for a roster that isn't there", ["mine.age"], [path("nowhere.json")], /nowhere/],
  ["can't begin for a casebook that is cut", ["mine.age", "half.age"], [], /half\.age/],
])("what is secret is wiped when a command's work with casebooks %s", async (_, names, roster, end) => {
  const bytes = readFileSync(path("mine.age"));
  writeFileSync(path("half.age"), bytes.subarray(0, bytes.length / 2));
  const passphrases = { canAskAgain: false, next: () => PASSPHRASE };
  const { came, wiped } = await wipedBy(() =>
    withCasebooks(names.map(path), { vault: path("wren.vault"), roster }, passphrases, () => {
      if (end === "cut off") throw new Error(end);
      return "done";
    }),
  );
  expect(came).toEqual(typeof end === "string" ? end : expect.stringMatching(end));
  const times = (secret: Uint8Array) => wiped.filter((one) => one === hexOf(secret)).length;
  expect(times(wren.signing)).toBe(1);
  // The vault's own, and the copy by which each casebook was opened.
  expect(times(wren.longLived)).toBe(roster.length > 0 ? 1 : 1 + names.length);
  for (const { identities } of wren.periods)
    if (identities) expect([times(identities.hybrid), times(identities.classic)]).toEqual([1, 1]);
});

describe("casebook verify", () => {
  test("a whole casebook: exit 0", async () => {
    expect(await run("verify %mine.age %theirs.age")).toMatchObject({ code: 0, stderr: "" });
  });

  test("dropped and forged acts are named: exit 3", async () => {
    const forged = withAct([], outsider, { kind: "noted", about: tip, text: "never said" });
    await writeCasebook("odd.age", [...mine.slice(1), ...forged]);
    const ended = await runAlone("verify %odd.age");
    expect(ended).toMatchObject({ code: 3, stderr: "" });
    expect(ended.stdout).toMatch(/head-missing +act /);
    expect(ended.stdout).toMatch(/reviewer-unknown +act .* if the anchor has moved .*in keys\.html/);
    expect(ended.stdout).not.toContain("never said");
  });
});

describe("casebook export", () => {
  test("says first what would leave, and writes nothing", async () => {
    const before = readdirSync(folder);
    const partners = await run("export --for partners %mine.age");
    expect(partners).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("0 cases may leave, 1 held back"),
    });
    expect(partners.stdout).toMatch(/tlp +1/);
    const merged = await run("export --for partners %mine.age %theirs.age");
    expect(merged.stdout).toContain("1 case may leave, 0 held back");
    expect(readdirSync(folder)).toEqual(before);
  });

  test("names what leaves only because one reviewer says so, and who", async () => {
    const overridden = { kind: "overridden", about: tip, audience: "public", why: "trust me" } as const;
    await writeCasebook("overridden.age", withAct(mine, heron, overridden), [photo, note]);
    const by = reviewerKeyOf(heron, sodium).slice(0, 16);
    const said = `Only because ${by} says so, on ${DAY}: lets ${tip.slice(0, 16)} leave, since: trust me`;
    expect((await run("export --for public %overridden.age")).stdout).toContain(said);
    expect((await run("export --for partners %overridden.age")).stdout).not.toContain("Only because");
  });

  test("writes the files, and a casebook that records them", async () => {
    const ended = await runAlone(
      "export --for partners --as csv --out %out --record %after.age %mine.age %theirs.age",
    );
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    expect(readdirSync(path("out")).sort()).toEqual(["SHA256SUMS", "cases.csv"]);
    expect(readFileSync(path("out/cases.csv"), "utf8")).toContain("'=1+1 a story");
    const { view, found } = await readBack("after.age");
    expect(found).toHaveLength(2);
    const [said] = view.exports;
    const manifest = createHash("sha256")
      .update(readFileSync(path("out/SHA256SUMS")))
      .digest("hex");
    expect(said?.value).toMatchObject({ form: "csv", audience: "partners", manifest, withheld: 0 });
    expect(said?.value.cases.map(({ about }) => about)).toEqual([tip]);
    expect(readFileSync(path("out/cases.csv"), "utf8")).toContain(said?.value.cases[0]?.number);
  });
});

describe("casebook export, while acts stand that can't be verified", () => {
  const unseen = withAct(theirs, heron, {
    kind: "redacted",
    tip,
    field: "narrative",
    from: 0,
    to: 4,
    why: "a sum",
  });
  /** Wren had seen it before Heron was revoked. */
  const redacted = withAct(unseen, wren, { kind: "noted", about: tip, text: "seen" });
  const forms = ["csv", "json", "geojson", "uwazi", "counts"];
  const newest = "--roster %roster-2.json --annex %annex-2.json";
  const written = (form: string, out: string, casebook: string) =>
    run(`export --for internal --as ${form} ${newest} --out %${out} --record %${out}.age ${casebook}`);

  test.each(forms)(
    "a casebook that carries its documents: %s hides what a revoked reviewer redacted",
    async (form) => {
      await writeCasebook("carrying.age", redacted);
      expect(await written(form, `carried-${form}`, "%carrying.age")).toMatchObject({ code: 0, stderr: "" });
      for (const name of readdirSync(path(`carried-${form}`)))
        expect(readFileSync(path(`carried-${form}/${name}`), "latin1")).not.toContain("=1+1");
    },
  );

  test.each(forms)(
    "one that carries none: %s is refused, with what to do, and nothing is written",
    async (form) => {
      await writeCasebook("bare.age", redacted, [], NO_DOCUMENTS);
      const before = readdirSync(folder);
      const ended = await written(form, "refused", "%bare.age");
      expect(ended.code).toBe(1);
      expect(ended.stderr).toMatch(/reviewer-unknown .*redacted/);
      expect(ended.stderr).toContain("give the roster");
      expect(readdirSync(folder)).toEqual(before);
    },
  );

  test("given the roster it is exported, redacted; and the casebook that records it carries the roster", async () => {
    const ended = await run(
      `export --for internal --as csv --roster %roster.json ${newest} --out %given --record %given.age %bare.age`,
    );
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    expect(readFileSync(path("given/cases.csv"), "utf8")).toContain("[…] a story");
    expect(await run("verify %given.age")).toMatchObject({ code: 0 });
  });

  test("dropped by a recorded act, it is exported, and what they redacted stays hidden until that is taken back", async () => {
    const dropped = await run(`merge ${newest} --drop Lost --out %dropped.age %bare.age`);
    expect(dropped).toMatchObject({ code: 0, stderr: "" });
    expect(await written("csv", "after-drop", "%dropped.age")).toMatchObject({ code: 0 });
    expect(readFileSync(path("after-drop/cases.csv"), "utf8")).not.toContain("=1+1");
    const { lines } = await readBack("dropped.age", wren);
    const acts = reader.actsOf(lines).signed.map(({ act }) => act);
    expect(acts.find(({ what }) => what.kind === "dropped")).toMatchObject({
      reviewer: reviewerKeyOf(wren, sodium),
      what: { why: "Lost" },
    });
  });

  test("of a revoked reviewer what nobody had seen counts for nothing, until it is accepted, which is recorded", async () => {
    await writeCasebook("unseen.age", unseen);
    const key = reviewerKeyOf(heron, sodium);
    expect(await written("csv", "not-yet", "%unseen.age")).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/reviewer-left .*redacted.*merge --accept/),
    });
    const named = await run(`verify --roster %roster-2.json %unseen.age`);
    expect(named).toMatchObject({ code: 3, stdout: expect.stringContaining(key.slice(0, 16)) });
    const merge = `merge ${newest} --out %accepted.age --accept`;
    for (const nobody of ["ffff", reviewerKeyOf(wren, sodium)])
      expect(await run(`${merge} ${nobody} --why Asked %unseen.age`)).toMatchObject({ code: 2 });
    expect(await run(`${merge} ${key.slice(0, 16)} --why Asked %unseen.age`)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/[0-9a-f]{16} accepted, on .*, 3 acts by .*: Asked/),
    });
    expect(await written("csv", "after-accept", "%accepted.age")).toMatchObject({ code: 0 });
    expect(readFileSync(path("after-accept/cases.csv"), "utf8")).toContain("[…] a story");
    const verified = await run("verify --roster %roster-2.json %accepted.age");
    expect(verified).toMatchObject({ code: 0, stdout: expect.not.stringContaining("has left") });
  });

  test("of a revoked reviewer what counts without that is said, and by whom it counts", async () => {
    const [left, by] = [heron, wren].map((vault) => reviewerKeyOf(vault, sodium).slice(0, 16));
    const counts = `${left} has left; of theirs count, since ${by} had seen them: 3 acts, named last on ${DAY}.`;
    await writeCasebook("carrying.age", redacted);
    expect(await run("verify %carrying.age")).toMatchObject({
      stdout: expect.not.stringContaining("has left"),
    });
    expect(await run("verify --roster %roster-2.json %carrying.age")).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(counts),
    });
  });
});

test("casebook export --as uwazi: the same files in a ZIP too, which Uwazi takes as it is", async () => {
  const ended = await run(
    "export --for partners --as uwazi --only tip --out %uwazi --record %uwazi.age %mine.age %theirs.age",
  );
  expect(ended).toMatchObject({ code: 0, stderr: "" });
  const names = readdirSync(path("uwazi")).sort();
  expect(names).toContain("import.csv");
  const listed = execFileSync("bsdtar", ["-tf", path("uwazi/uwazi.zip")])
    .toString()
    .trim()
    .split("\n");
  expect(listed.sort()).toEqual(names.filter((name) => name !== "uwazi.zip"));
  for (const name of listed) {
    const inside = execFileSync("bsdtar", ["-xOf", path("uwazi/uwazi.zip"), name]);
    expect(inside.equals(readFileSync(path(`uwazi/${name}`)))).toBe(true);
  }
});

test("casebook export --recipient: the same numbers again, once the record is the casebook", async () => {
  const numbers = async (out: string, name: string, from: string) => {
    const ended = await run(
      `export --for partners --as json --recipient ${name} --out %${out} --record %${out}.age ${from}`,
    );
    expect(ended).toMatchObject({ code: 0 });
    const { cases } = JSON.parse(readFileSync(path(`${out}/cases.json`), "utf8"));
    return cases.map(({ number }: { number: string }) => number).sort();
  };
  const first = await numbers("to-lantern", "Lantern", "%mine.age %theirs.age");
  expect(first.length).toBeGreaterThan(0);
  expect(await numbers("to-lantern-again", "Lantern", "%to-lantern.age")).toEqual(first);
  expect(await numbers("to-rook", "Rook", "%to-lantern-again.age")).not.toEqual(first);
  // Whoever makes another of that name, and says that it was long ago, changes no number.
  const { lines } = await readBack("to-lantern.age");
  const key = "77".repeat(32) as RecipientKey;
  const later = { kind: "recipient", audience: "partners", name: "Lantern", key } as const;
  await writeCasebook("later.age", withAct(lines, heron, later, parseDay("2020-01-01")), []);
  expect(await numbers("to-lantern-later", "Lantern", "%later.age")).toEqual(first);
  await writeCasebook("beside.age", [
    ...lines,
    ...withAct(kept, heron, later, parseDay("2020-01-01")).slice(-1),
  ]);
  expect(
    await run("export --for partners --as json --recipient Lantern --out %y --record %y.age %beside.age"),
  ).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(`by ${reviewerKeyOf(heron, sodium).slice(0, 16)} on 2020-01-01`),
  });
  expect(
    await run("export --for internal --as counts --recipient Rook --out %x --record %x.age %mine.age"),
  ).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("--recipient"),
  });
});

describe("casebook export --as counts", () => {
  test("reviewers see all; to others too few is nothing, and nothing is published twice", async () => {
    const counts = (out: string, audience: string, from: string) =>
      run(
        `export --for ${audience} --as counts --by country,premises --out %${out} --record %${out}.age ${from}`,
      );
    const all = await counts("all", "internal", "%mine.age");
    expect(all).toMatchObject({ code: 0, stderr: "" });
    expect(readFileSync(path("all/counts.csv"), "utf8")).toBe(
      "base,country,premises,n\r\ntips,(all),(all),1\r\ntips,unknown,(all),1\r\ntips,unknown,unknown,1\r\n",
    );
    const few = await counts("few", "statistics", "%mine.age");
    expect(few).toMatchObject({ code: 1, stderr: expect.stringContaining("fewer than five alike") });
    expect(readdirSync(folder)).not.toContain("few.age");
    let lines: Line[] = [];
    for (let n = 0; n < 7; n++) {
      const text = tipText.replace("=1+1", `${n}`).replace("partners", "publish_anon");
      lines = withAct(lines, wren, {
        kind: "kept",
        tip: tipNamed(n),
        form: "report",
        text,
        attachments: [],
        arrived: null,
      });
      lines = withAct(lines, wren, { kind: "verified", about: tipNamed(n), verification: "likely" });
    }
    lines = withAct(lines, wren, { kind: "tlp", tip: tipNamed(0), tlp: "clear" });
    await writeCasebook("seven.age", lines);
    expect(await counts("first", "statistics", "%seven.age")).toMatchObject({ code: 0, stderr: "" });
    expect(readFileSync(path("first/counts.csv"), "utf8")).toContain("unknown,unknown,5\r\n");
    const second = await counts("second", "statistics", "%first.age");
    expect(second).toMatchObject({ code: 1, stderr: expect.stringContaining("fewer than five alike") });
    const otherwise = "export --for statistics --as counts --out %other --record %other.age %first.age";
    expect(await run(otherwise)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("likely_tips by country,premises"),
    });
    const single = "export --for public --as csv --out %single --record %single.age %first.age";
    expect(await run(single)).toMatchObject({
      code: 0,
      stderr: expect.stringContaining("has left before, as single cases or counted (2"),
    });
  });
});

/** What was typed wrong, and a word that the sentence must have. */
const WRONG: [string, string][] = [
  ["casebook", "verify"],
  ["casebook check", 'no "casebook check"'],
  ["casebook verify c.age", "--vault is missing"],
  ["casebook verify --vault v --roster r", "which casebooks"],
  ["casebook merge --vault v --roster r --annex a c.age", "--out is missing"],
  ["casebook merge --vault v --roster r --annex a --out o", "which casebooks"],
  ["casebook merge --vault v --out o --accept 1f c.age", "--why is missing"],
  ["casebook export --vault v --roster r c.age", "--for is missing"],
  ["casebook export --vault v --roster r --for statistics c.age", "internal, public"],
  ["casebook export --vault v --roster r --for public --as pdf c.age", "csv, json"],
  ["casebook export --vault v --roster r --for public --as csv --by month c.age", "goes with --as counts"],
  [
    "casebook export --vault v --roster r --for statistics --as counts --by country,country c.age",
    "each dimension once",
  ],
  ["casebook export --vault v --roster r --for statistics --as counts --by day c.age", "country, premises"],
  ["casebook export --vault v --roster r --for public --as csv --count tips c.age", "goes with --as counts"],
  [
    "casebook export --vault v --roster r --for statistics --as counts --count all c.age",
    "likely_tips, likely_stations",
  ],
  ["casebook export --vault v --roster r --for statistics --as counts --only tip c.age", "not with counts"],
  ["casebook export --vault v --roster r --for public --only tips c.age", "tip, station, incident"],
  [
    "casebook export --vault v --roster r --for public --as csv --annex a --out o c.age",
    "--record is missing",
  ],
];

test.each(WRONG)("%s: one sentence, exit 2", async (command, word) => {
  const { code, stdout, stderr } = await commandLine(command.split(" "));
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(word);
  expect(stderr.trim().split("\n")).toHaveLength(1);
});
