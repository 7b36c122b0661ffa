import { beforeEach, describe, expect, test } from "vitest";
import { contentOf } from "../../../client/casebook/export/content.ts";
import { reasonsAgainst } from "../../../client/casebook/export/permit.ts";
import { MOST_ALIKE } from "../../../client/casebook/fields.ts";
import { type ActDigest, newDeviceId, type TipId } from "../../../client/casebook/names.ts";
import { versionsOf } from "../../../client/casebook/versions.ts";
import { AUDIENCES, type What, type WhatOf } from "../../../client/casebook/what.ts";
import { Desk, desks, INSTANCE, keep } from "../../support/casebooks.ts";

const NAME = "Wang Xiaoming";

let honest: Desk;
let liar: Desk;
let other: Desk;
let tip: TipId;

/** What everybody has done, at each desk. */
function merge(...all: readonly Desk[]): void {
  const lines = all.flatMap((desk) => desk.lines);
  for (const desk of all) desk.merge(lines);
}

const viewOf = (desk: Desk) => {
  const view = desk.view.tips.get(tip);
  if (!view) throw new Error("no tip");
  return view;
};
const reasons = (desk: Desk) =>
  AUDIENCES.map((audience) => reasonsAgainst(viewOf(desk), contentOf(viewOf(desk), INSTANCE), audience));
const withheld = AUDIENCES.map(() => ["kept-differently"]);

beforeEach(() => {
  [honest, liar, other] = desks(3).desks as [Desk, Desk, Desk];
  tip = keep(honest, 1, ["statistics"], { narrative: `It was ${NAME}.` });
  const from = "It was ".length;
  const to = from + NAME.length;
  honest.do({ kind: "redacted", tip, field: "narrative", from, to, why: "named" });
  merge(honest, liar, other);
});

/** What a reviewer kept, changed in one thing. */
const forged = (change: (kept: WhatOf<"kept">) => Partial<WhatOf<"kept">>): WhatOf<"kept"> => {
  const kept = viewOf(honest).kept[0]?.value;
  if (!kept) throw new Error("nothing kept");
  return { ...kept, ...change(kept) };
};

const forgeries: readonly [string, () => WhatOf<"kept">][] = [
  ["the same bytes as a plain text", () => forged(() => ({ form: "text" }))],
  [
    "wider consent",
    () => forged(({ text }) => ({ text: text.replace('["statistics"]', '["statistics","publish_anon"]') })),
  ],
  ["no words at all", () => forged(() => ({ form: "file", text: "" }))],
  [
    "a file that didn't come",
    () =>
      forged(({ attachments }) => ({
        attachments: [
          ...attachments,
          {
            name: "attachments/01-photo.jpg",
            type: "image/jpeg",
            size: 1,
            sha256: "ab".repeat(32) as never,
            stored: false,
          },
        ],
      })),
  ],
];

describe.each(forgeries)("a reviewer who keeps a tip again with %s", (_name, forgery) => {
  test("whichever act has the least digest: it is another version, and nothing of the tip leaves", () => {
    // As many acts as it takes to be before and behind the honest one.
    for (let i = 0; i < 8; i++) liar.do({ ...forgery(), arrived: null });
    merge(honest, liar, other);
    const view = viewOf(honest);
    expect(versionsOf(view.kept)).toHaveLength(2);
    expect(reasons(honest).map((found) => found[0])).toEqual(withheld.flat());
    expect(contentOf(view, INSTANCE)?.text).toBeDefined();
  });

  test("can't choose that version alone, and two others can choose the true one", () => {
    const mine = viewOf(honest).kept[0]?.act;
    const act = liar.do(forgery());
    if (!mine) throw new Error("nothing kept");
    liar.do({ kind: "settled", chosen: act, over: [mine] });
    merge(honest, liar, other);
    expect(versionsOf(viewOf(honest).kept)).toHaveLength(2);
    honest.do({ kind: "settled", chosen: mine, over: [act] });
    expect(versionsOf(viewOf(honest).kept)).toHaveLength(2);
    merge(honest, other);
    other.do({ kind: "settled", chosen: mine, over: [act] });
    merge(honest, liar, other);
    liar.do({ kind: "settled", chosen: act, over: [mine] });
    merge(honest, liar, other);
    for (const desk of [honest, other]) {
      expect(versionsOf(viewOf(desk).kept)).toHaveLength(1);
      expect(reasons(desk)[0]).toEqual([]);
      expect(contentOf(viewOf(desk), INSTANCE)?.text).toBe("It was […].");
    }
  });
});

test("a redaction of words that the chosen version doesn't have keeps it from leaving, rather than hiding nothing", () => {
  const act = liar.do(forged(() => ({ form: "text" })));
  const mine = viewOf(honest).kept[0]?.act;
  if (!mine) throw new Error("nothing kept");
  merge(liar, other);
  other.do({ kind: "settled", chosen: act, over: [mine] });
  merge(honest, other);
  expect(versionsOf(viewOf(honest).kept)).toHaveLength(1);
  expect(reasons(honest)).toEqual(AUDIENCES.map(() => ["redaction-misplaced"]));
});

describe("a redaction that was made in one version", () => {
  /** The honest one keeps a tip; the liar, and whoever trusts them, have another text of it, and redact in that. */
  function redactedInForged(change: (text: string) => string): ActDigest {
    const [another, trusting] = [liar, other];
    tip = keep(honest, 2, ["statistics"], {
      narrative: `It was ${NAME}, he said, and it went on for a while.`,
    });
    const mine = viewOf(honest).kept[0];
    if (!mine) throw new Error("nothing kept");
    another.do({ ...mine.value, text: change(mine.value.text) });
    trusting.merge(another.lines);
    const from = change(`It was ${NAME}`).indexOf(NAME);
    trusting.do({ kind: "redacted", tip, field: "narrative", from, to: from + NAME.length, why: "named" });
    merge(honest, liar, other);
    return mine.act;
  }

  test("keeps another version, once that is chosen, from leaving, instead of hiding other words of it", () => {
    const mine = redactedInForged((text) => text.replace("It was", "Something before. It was"));
    const theirs = viewOf(honest).kept.find(({ act }) => act !== mine)?.act as ActDigest;
    other.do({ kind: "settled", chosen: mine, over: [theirs] });
    merge(honest, other);
    expect(versionsOf(viewOf(honest).kept)).toHaveLength(1);
    expect(contentOf(viewOf(honest), INSTANCE)?.text).toContain(NAME);
    expect(reasons(honest)).toEqual(AUDIENCES.map(() => ["redaction-misplaced"]));
    const [redaction] = viewOf(honest).redactions;
    const from = "It was ".length;
    honest.do({ kind: "redacted", tip, field: "narrative", from, to: from + NAME.length, why: "named" });
    honest.do({ kind: "unredacted", tip, redaction: redaction?.act as ActDigest });
    expect(reasons(honest)[0]).toEqual([]);
    expect(contentOf(viewOf(honest), INSTANCE)?.text).not.toContain(NAME);
  });

  test("holds in another that says the same words there", () => {
    const mine = redactedInForged((text) => text.replace('["statistics"]', '["statistics","publish_anon"]'));
    const theirs = viewOf(honest).kept.find(({ act }) => act !== mine)?.act as ActDigest;
    other.do({ kind: "settled", chosen: mine, over: [theirs] });
    merge(honest, other);
    expect(reasons(honest)[0]).toEqual([]);
    expect(contentOf(viewOf(honest), INSTANCE)?.text).not.toContain(NAME);
  });

  test("holds where its author had seen which was chosen", () => {
    const mine = redactedInForged((text) => text.replace("It was", "Something before. It was"));
    const theirs = viewOf(honest).kept.find(({ act }) => act !== mine)?.act as ActDigest;
    const [redaction] = viewOf(honest).redactions;
    other.do({ kind: "settled", chosen: mine, over: [theirs] });
    const from = "It was ".length;
    other.do({ kind: "redacted", tip, field: "narrative", from, to: from + NAME.length, why: "named" });
    other.do({ kind: "unredacted", tip, redaction: redaction?.act as ActDigest });
    merge(honest, other, liar);
    // What the liar alone chooses counts for nobody.
    liar.do({ kind: "settled", chosen: theirs, over: [mine] });
    honest.merge(liar.lines);
    expect(reasons(honest)[0]).toEqual([]);
    expect(contentOf(viewOf(honest), INSTANCE)?.text).not.toContain(NAME);
  });

  test.each([1, MOST_ALIKE])(
    "is known for one, however often a liar had kept the tip before: %d times",
    (times) => {
      tip = keep(honest, 3, ["statistics"], {
        narrative: `It was ${NAME}. And much more is said at the end.`,
      });
      merge(honest, liar, other);
      const first = viewOf(honest).kept[0];
      if (!first) throw new Error("nothing kept");
      other.do(first.value);
      merge(honest, liar, other);
      const lies = Array.from({ length: times }, () => liar.do({ ...first.value, form: "text" }));
      merge(honest, liar, other);
      honest.do({ kind: "settled", chosen: first.act, over: lies.sort() });
      merge(honest, liar, other);
      const choose = (chosen: ActDigest) => {
        merge(honest, liar, other);
        const over = viewOf(other).kept.flatMap(({ act }) => (act === chosen ? [] : act));
        other.do({ kind: "settled", chosen, over: over.sort() });
        merge(honest, liar, other);
      };
      const text = first.value.text.replace("It was", "Something before. It was");
      choose(liar.do({ ...first.value, text }));
      const from = "Something before. It was ".length;
      honest.do({ kind: "redacted", tip, field: "narrative", from, to: from + NAME.length, why: "named" });
      choose(honest.do(first.value));
      expect(contentOf(viewOf(honest), INSTANCE)?.text).toContain(NAME);
      expect(reasons(honest)[0]).toEqual(["redaction-misplaced"]);
    },
  );

  test("a translation of one stays when another is chosen", () => {
    const mine = redactedInForged((text) => text.replace("It was", "Something before. It was"));
    const theirs = viewOf(honest).kept.find(({ act }) => act !== mine)?.act as ActDigest;
    const without = viewOf(honest).redactions.map(({ act }) => act);
    liar.do({ kind: "translated", tip, language: "zh-Hans", text: "翻译", without });
    merge(honest, liar, other);
    other.do({ kind: "settled", chosen: mine, over: [theirs] });
    merge(honest, other);
    expect(contentOf(viewOf(honest), INSTANCE)?.held.map(({ why }) => why)).toEqual(["not-agreed"]);
  });
});

test("the same version, kept by several on different days, with other guesses at its files, is one", () => {
  other.do(forged(() => ({ arrived: null })));
  merge(honest, other);
  expect(versionsOf(viewOf(honest).kept)).toHaveLength(1);
  expect(reasons(honest)[0]).toEqual([]);
});

describe("a reviewer who has said so much that no more of it counts takes nothing away by saying more", () => {
  test("choosing the true version leaves it with those who kept it", () => {
    const mine = viewOf(honest).kept[0]?.act as ActDigest;
    const theirs = other.do(forged(() => ({})));
    merge(honest, liar, other);
    const forgery = forged(() => ({ form: "text" }));
    for (let i = 0; i < MOST_ALIKE; i++) liar.do(forgery);
    liar.do({ kind: "settled", chosen: mine, over: [theirs] });
    merge(honest, liar, other);
    const { kept } = viewOf(honest);
    expect(kept.flatMap(({ act, by }) => (by === liar.person.key ? [] : act)).sort()).toEqual(
      [mine, theirs].sort(),
    );
    expect(versionsOf(kept)).toHaveLength(2);
    expect(reasons(honest).map((found) => found[0])).toEqual(withheld.flat());
  });

  const sets: readonly [string, "tlp" | "translations", (by: Desk) => What][] = [
    ["a field", "tlp", (by) => ({ kind: "tlp", tip, tlp: by === honest ? "red" : "clear" })],
    [
      "a translation",
      "translations",
      (by) => ({ kind: "translated", tip, language: "de", text: by === honest ? "true" : "no", without: [] }),
    ],
  ];
  test.each(sets)("setting %s", (_name, field, whatOf) => {
    const before = liar.lines;
    const mine = honest.do(whatOf(honest));
    liar.merge(honest.lines);
    // Behind those of the other places of work, which haven't seen them.
    for (const text of ["one", "two"]) liar.do({ kind: "noted", about: tip, text });
    const many = Array.from({ length: MOST_ALIKE }, () => {
      const desk = new Desk({ ...liar.person, device: newDeviceId() }, liar.reader);
      desk.merge(before);
      desk.do(whatOf(liar));
      return desk;
    });
    liar.do(whatOf(liar));
    merge(honest, liar, ...many);
    const said = viewOf(honest)[field].map(({ act }) => act);
    expect(said).toHaveLength(MOST_ALIKE + 1);
    expect(said).toContain(mine);
  });
});
