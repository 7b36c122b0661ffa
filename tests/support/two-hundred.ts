import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";
import type { Country } from "../../client/report/countries.ts";
import { EMPTY_REPORT, EMPTY_STATION, type Report } from "../../client/report/report.ts";
import { encodeTip, type Tip } from "../../client/report/tip.ts";
import { concat, utf8 } from "../../crypto/bytes.ts";
import { rawTar } from "../client/cli/support/tar-bytes.ts";
import { sealedContents, sodium } from "../client/cli/support/tips.ts";
import { type Desk, fileOf, inRoster, sealedTip, type TipFile, writeBundle } from "./desk.ts";
import { testInstance } from "./instance.ts";
import { mixedTips } from "./mixed-tips.ts";
import { tellingJpeg } from "./pictures.ts";
import { SAMPLE_REPORTS } from "./sample-tips.ts";
import { inLong } from "./seeded.ts";

/** Sets the page's title, if anything of it is ever run. */
const RUN = "document.title='owned'";

const MARKUP = `<img src=x onerror="${RUN}"><script>${RUN}</script>`;

/** Texts that are something else to a browser, a spreadsheet or a terminal. */
const NARRATIVES: readonly string[] = [
  `${MARKUP}<svg onload="${RUN}"><a href="javascript:${RUN}">look</a><iframe srcdoc="<script>parent.${RUN}</script>">`,
  `\u202eelbadaer si siht\u2066\u2069 \u200b\u00ad\ufeffand this isn’t \u0007\u001b[31m`,
  `A line without an end: ${"x".repeat(50_000)}`,
  `没有标点的一行：${"长".repeat(16_000)}`,
  `Marks above marks: a${"\u0301".repeat(15_000)}`,
  `=HYPERLINK("http://127.0.0.1:9/?"&A1,"press here")`,
  "+1+1 is what it begins with",
  "-1+cmd|' /C calc'!A0",
  "@SUM(1+1)*cmd",
  "\t=1+1 behind a tab",
  "#{7*7} {{7*7}} __proto__ constructor toString",
  "../../../etc/passwd\r\nSet-Cookie: owned=1",
];

/** Tips like any. */
const MIXED = inLong(50, 130);

/** What is in the bundle, by how it is to end up. */
export const HELD = {
  envelopes: 70 + MIXED,
  /** Near-duplicates of one text. */
  flood: 30,
  /** Envelopes that don't open, each for a reason of its own. */
  broken: 6,
  /** Sealed by hand, and opened as that. */
  byHand: 7,
  hostile: hostileReports().length,
} as const;

export const PHONE = "+31 6 8675 3090";

type Sealed = readonly [bytes: Uint8Array, day: string];

const DAY = "2026-11-20";

/**
 * 200 envelopes (in `npm test` 120) as a courier might bring them after three weeks: most of them tips like any, in three languages, a
 * flood, some sealed by hand, some meant for others, some hostile, some broken. What they say is always the same.
 */
export async function twoHundred(desk: Desk): Promise<string> {
  const groups = await Promise.all([
    mixed(desk),
    flood(desk),
    pairs(desk),
    strange(desk),
    hostile(desk),
    byHand(desk),
    broken(desk),
  ]);
  const envelopes = groups.flat();
  if (envelopes.length !== HELD.envelopes) throw new Error(`${envelopes.length} envelopes`);
  return await writeBundle(desk, "two-hundred.tar", envelopes);
}

async function sealed(
  desk: Pick<Desk, "instance">,
  report: Report,
  files: readonly TipFile[] = [],
  change: Partial<Tip> = {},
  day = DAY,
): Promise<Sealed> {
  return [await sealedTip(desk, report, files, change), day];
}

function mixed(desk: Desk): Promise<Sealed[]> {
  return Promise.all([
    ...SAMPLE_REPORTS.map(([language, report], i) =>
      sealed(desk, report, i === 1 ? evidence(1000) : [], { language }),
    ),
    ...mixedTips(MIXED).map(({ language, report, day }, i) =>
      sealed(desk, report, i % 10 === 4 ? evidence(i) : [], { language }, day),
    ),
  ]);
}

/** A photo as a phone takes it, and a letter that says it is a picture; no two of them the same. */
function evidence(number: number): TipFile[] {
  const own = utf8(`\n${number}`);
  return [
    fileOf("01-photo.jpg", "image/jpeg", concat(tellingJpeg(), own)),
    fileOf("02-letter.pdf", "image/png", concat(utf8("%PDF-1.7"), own)),
  ];
}

function flood(desk: Desk): Promise<Sealed[]> {
  return told(
    desk,
    Array.from({ length: HELD.flood }, (_, i) => ({
      ...EMPTY_REPORT,
      narrative: `Everything that this box has been told about the tea house is a lie. Nobody who ever was there believes it, nobody was asked anything, and those who say so are paid for it. Throw it all away, as number ${i} of us says.`,
    })),
  );
}

/** Two that name one phone, two with one file, and one about the place of another in other characters. */
async function pairs(desk: Desk): Promise<Sealed[]> {
  const [, restaurant] = SAMPLE_REPORTS[1] ?? [];
  const texts = await told(desk, [
    { ...EMPTY_REPORT, narrative: `A man rang from ${PHONE} and would not say who he was.` },
    { ...EMPTY_REPORT, narrative: `有人从 ${PHONE.replaceAll(" ", "")} 打来，问起我的父母。` },
    {
      ...EMPTY_REPORT,
      station: { ...EMPTY_STATION, premises: ["restaurant"], place: restaurant?.station?.place ?? null },
      narrative: "我也見過那個餐館後面的房間。他們說是幫人辦護照手續，問的不是護照，而是家裡人在哪裡。",
    },
  ]);
  const card = fileOf("01-photo.jpg", "image/jpeg", concat(tellingJpeg(), utf8("\nthe same card")));
  const words = ["This business card lay in our letter box.", "他把这张名片塞给了我。"];
  const files = words.map((narrative) => sealed(desk, { ...EMPTY_REPORT, narrative }, [card]));
  return [...texts, ...(await Promise.all(files))];
}

/** Made for another instance, for a list that nobody knows, for one reader of two, or with other files than they say. */
async function strange(desk: Desk): Promise<Sealed[]> {
  const { anchor, roster } = desk.instance;
  const elsewhere = testInstance({ reviewers: 1, primitives: sodium });
  const report = (narrative: string) => ({ ...EMPTY_REPORT, narrative, consent: ["partners" as const] });
  const foreign = { instance: elsewhere.anchor.instance };
  Object.assign(elsewhere.roster.roster.reviewers, [inRoster(desk, 0)]);
  const forOne = { instance: anchor.instance, roster: roster.digest };
  const missing = fileOf("01-photo.jpg", "image/jpeg", tellingJpeg());
  return await Promise.all([
    sealed(desk, report("Handed in a second time, somewhere else first."), [], foreign),
    sealed(desk, report("又交了一次，先前交给了别处。"), [], foreign),
    sealed(desk, report("Sealed to a list that nobody has signed."), [], { roster: elsewhere.roster.digest }),
    sealed({ instance: elsewhere }, report("For one of them only."), [], forOne),
    sealed(desk, report("It says that a photo came with it."), [], { attachments: [{ ...missing }] }),
  ]);
}

/** Tips that nobody honest would send: see `NARRATIVES`. */
export async function hostile(desk: Desk): Promise<Sealed[]> {
  const [first, ...others] = hostileReports();
  const nested = fileOf("06-file.bin", "application/octet-stream", nestedTar());
  const files = [...hostileFiles(), nested];
  return [...(await told(desk, first ? [first] : [], files)), ...(await told(desk, others))];
}

function told(desk: Desk, reports: readonly Report[], files: readonly TipFile[] = []): Promise<Sealed[]> {
  return Promise.all(reports.map((report) => sealed(desk, report, files)));
}

/** Texts and files that somebody sealed with age alone: among them as long a line as is shown, and one that is longer. */
export async function byHand(desk: Desk): Promise<Sealed[]> {
  const contents = [
    utf8("Written by hand. 手写的。"),
    utf8("=1+1\tsealed by hand, and not for a spreadsheet"),
    utf8("<script>document.title='owned'</script> by hand"),
    utf8(`One line by hand: ${"y".repeat(65_000)}`),
    utf8(`One line that is a file: ${"z".repeat(100_000)}`),
    tellingJpeg(),
    utf8("%PDF-1.7 by hand"),
  ];
  return await Promise.all(
    contents.map(async (bytes): Promise<Sealed> => [await sealedContents(desk.instance, bytes), DAY]),
  );
}

/** Changed on the way, cut short, for others, not sealed, and two whose tars lead out of their folder. */
async function broken(desk: Desk): Promise<Sealed[]> {
  const report = { ...EMPTY_REPORT, narrative: "Nobody reads this." };
  const changed = (await sealedTip(desk, report)).slice();
  changed.set([1, 2, 3], changed.length - 5000);
  const strangers = testInstance({ primitives: sodium });
  const { anchor, roster } = desk.instance;
  const whole = {
    instance: anchor.instance,
    roster: roster.digest,
    language: "en",
    report,
    attachments: [],
    reply: null,
  };
  const [up, root] = ["attachments/../../evil.sh", "/attachments/evil.sh"].map((name) =>
    tarWith(name, encodeTip(whole)),
  );
  return [
    [changed, DAY],
    [(await sealedTip(desk, report)).slice(0, 1000), DAY],
    [await sealedTip({ instance: strangers }, report), DAY],
    [utf8("This is not sealed."), DAY],
    [await sealedContents(desk.instance, up ?? utf8("")), DAY],
    [await sealedContents(desk.instance, root ?? utf8("")), DAY],
  ];
}

/** Files that come beside the bundle: one sealed by hand, one that isn't sealed. Returns their paths. */
export async function looseFiles(desk: Desk): Promise<readonly string[]> {
  const [sealed, open] = [join(desk.folder, "by-hand.age"), join(desk.folder, "note.txt")];
  writeFileSync(sealed, await sealedContents(desk.instance, utf8("It came on a stick, alone. 单独来的。")));
  writeFileSync(open, "This is not sealed.");
  return [sealed, open];
}

/** Reports that nobody honest would send, in the order of the narratives above; some with fields of the same sort. */
function hostileReports(): readonly Report[] {
  return NARRATIVES.map((narrative, i) => ({
    ...EMPTY_REPORT,
    station: {
      ...EMPTY_STATION,
      premises: ["other" as const],
      premisesOther: i % 2 ? MARKUP : "=1+1",
      place: {
        country: "DE" as Country,
        region: "__proto__",
        city: i % 2 ? "@SUM(1)" : `"><script>${RUN}</script>`,
        address: "",
        precision: "city" as const,
      },
    },
    consent: ["statistics", "publish_anon", "partners"],
    narrative,
  }));
}

/** Files that are larger, deeper or another thing than they say. */
function hostileFiles(): readonly TipFile[] {
  const zeros = new Uint8Array(4 * 1024 * 1024);
  const inner = zipSync({ "zeros.bin": zeros });
  const bomb = zipSync(Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`${i}.zip`, inner])), {
    level: 0,
  });
  const svg = utf8(`<svg xmlns="http://www.w3.org/2000/svg" onload="${RUN}"><script>${RUN}</script></svg>`);
  return [
    fileOf("01-archive.zip", "application/zip", bomb),
    fileOf("02-picture.png", "image/png", svg),
    fileOf("03-picture.png", "image/png", vastPng()),
    fileOf("04-photo.jpg", "image/jpeg", utf8(`<!doctype html>${MARKUP}`)),
    fileOf("05-document.pdf", "application/pdf", zipSync({ "../../../evil.sh": utf8("rm") })),
  ];
}

/** The head of a picture of 60,000 by 60,000 pixels, and nothing behind it. */
function vastPng(): Uint8Array {
  const head = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52];
  return Uint8Array.from([...head, 0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60, 8, 6, 0, 0, 0, 0, 0, 0, 0]);
}

/** A tar within a tar, with a name that leads out of it. */
function nestedTar(): Uint8Array {
  const inner = tarWith("attachments/..//..//evil.sh");
  return concat(inner, inner);
}

/** A tip's tar, whose second file has another name than a packer would give it. */
function tarWith(name: string, tip: Uint8Array = utf8("{}")): Uint8Array {
  return rawTar({ name: "tip.json", content: tip }, { name, content: Uint8Array.of(0) });
}
