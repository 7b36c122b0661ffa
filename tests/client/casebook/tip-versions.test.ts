import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { countsExport } from "../../../client/casebook/export/counts-file.ts";
import { CASE_FORMS, exportFiles } from "../../../client/casebook/export/export.ts";
import { selectCases } from "../../../client/casebook/export/select.ts";
import { NearIndex } from "../../../client/casebook/near/near-index.ts";
import { encodeTip, parseTip, type Tip } from "../../../client/report/tip.ts";
import { keptWhole } from "../../../client/workbench/review/kept-act.ts";
import { utf8 } from "../../../crypto/bytes.ts";
import { DAY, desks, INSTANCE, named, plain, textOf, tipNamed } from "../../support/casebooks.ts";
import { nearTipOf } from "../../support/near.ts";
import { replyOf } from "../../support/replies.ts";

/** A tip of the first version, as the writer of that time wrote it, but to this instance. */
const FIRST = readFileSync(join(import.meta.dirname, "../report/tips-of-v1/sample-2.tip"), "utf8").replace(
  "01".repeat(32),
  "ab".repeat(32),
);

const first = parseTip(utf8(FIRST));

/** The same story in the second version, with what only that one can say, and where a reply may go. */
function secondTip(): Tip {
  const { report } = first;
  const station = report.station && {
    ...report.station,
    nameUsed: "police_overseas_post" as const,
    linkedBureau: ["fuzhou", "consulate", "united_front"] as const,
  };
  const pressure = {
    family: ["fam_police_visit"],
    direct: [],
    directOther: "",
    place: null,
    when: null,
  } as const;
  const unanswered: Tip = { ...first, report: { ...report, station, pressure }, reply: null };
  return { ...unanswered, reply: replyOf(new Uint8Array(16).fill(5), unanswered) };
}

const second = secondTip();
const SECOND = textOf(encodeTip(second));

/** One reviewer kept the tip of the first version, another that of the second; then they merge. */
function merged() {
  const [one, other] = desks(2).desks;
  if (!one || !other) throw new Error("two desks");
  [FIRST, SECOND].forEach((text, i) => {
    const kept = keptWhole({ kind: "report", tip: parseTip(utf8(text)), files: [] });
    [one, other][i]?.do({ kind: "kept", tip: tipNamed(i), ...kept, arrived: DAY });
  });
  const [mine, theirs] = [one.lines, other.lines];
  one.merge(theirs);
  other.merge(mine);
  return [one, other] as const;
}

test("a tip of either version is kept to the byte, in one casebook, whoever merges", () => {
  const [one, other] = merged();
  const keptText = (number: number) => one.view.tips.get(tipNamed(number))?.kept[0]?.value.text;
  expect([keptText(0), keptText(1)]).toEqual([FIRST, SECOND]);
  expect(plain(other.view)).toEqual(plain(one.view));
});

test("the same story in both versions is found to be one, and can be linked", () => {
  const [one] = merged();
  const near = [0, 1].flatMap((number) => {
    const view = one.view.tips.get(tipNamed(number));
    return view ? (nearTipOf(view) ?? []) : [];
  });
  expect(new NearIndex(near, { grouped: 0.5 }).groups().map((group) => group.toSorted())).toEqual([
    [tipNamed(0), tipNamed(1)].sort(),
  ]);
  one.do({ kind: "linked", from: tipNamed(1), to: tipNamed(0), link: "duplicate" });
  expect(one.view.tips.get(tipNamed(0))?.links).toHaveLength(1);
});

test("both leave, redacted alike; new codes by their names, and nothing of where a reply may go", () => {
  const [one] = merged();
  const from = first.report.narrative.indexOf("王小明");
  expect(from).toBeGreaterThan(0);
  for (const number of [0, 1])
    one.do({
      ...{ kind: "redacted", tip: tipNamed(number), field: "narrative", from, to: from + 3 },
      why: "a name",
    });
  const selection = selectCases(one.view, { instance: INSTANCE, audience: "internal", exactPlaces: true });
  expect(selection.cases).toHaveLength(2);
  const files = CASE_FORMS.flatMap((form) => exportFiles(selection, form));
  const whole = files.map(({ bytes }) => textOf(bytes)).join("\n");
  expect(whole).toContain("[…]每周来一次");
  expect(whole).not.toContain("王小明");
  const { recipient, mailbox, address, proof } = second.reply ?? {};
  for (const key of [recipient, mailbox, address, proof, "reply"]) {
    expect(SECOND).toContain(key);
    expect(whole).not.toContain(key);
  }
  const cases = textOf(named(files, "cases.csv"));
  expect(cases).toContain("fuzhou|consulate|united_front");
  expect(cases).toContain("police_overseas_post");
  const uwazi = textOf(named(files, "import.csv"));
  expect(uwazi).toContain("|Chinese embassy or consulate|United Front or overseas-Chinese body");
  expect(uwazi).toContain("Police came to the family’s home");
  for (const row of [
    "Chinese embassy or consulate,中国使领馆,中國使領館,中国使领馆",
    "Hometown association,同乡会,同鄉會,同乡会",
  ])
    expect(textOf(named(files, "uwazi-thesaurus-bureau.csv"))).toContain(row);
});

test("what only the second version can say is counted beside the rest", () => {
  const [one] = merged();
  const options = { instance: INSTANCE, audience: "internal", base: "tips" } as const;
  const counts = countsExport(one.view, ["pressure"], options)
    .files.map(({ bytes }) => textOf(bytes))
    .join("");
  expect(counts).toContain("fam_police_visit");
});
