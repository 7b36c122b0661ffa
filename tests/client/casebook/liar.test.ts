import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { MOST_HEADS } from "../../../client/casebook/acts.ts";
import { nextActs } from "../../../client/casebook/chain.ts";
import { exportFiles } from "../../../client/casebook/export/export.ts";
import { selectCases } from "../../../client/casebook/export/select.ts";
import { MOST_ALIKE } from "../../../client/casebook/fields.ts";
import { viewOf } from "../../../client/casebook/fold.ts";
import { type Line, signAct } from "../../../client/casebook/line.ts";
import { type ActDigest, newDeviceId, type TipId } from "../../../client/casebook/names.ts";
import { Past } from "../../../client/casebook/past.ts";
import { tallyOf } from "../../../client/casebook/tally.ts";
import { lineHash } from "../../../client/casebook/unverified.ts";
import { AUDIENCES, type Audience, type What, type WhatOf } from "../../../client/casebook/what.ts";
import { DAY, type Desk, desks, digestOfAct, INSTANCE, keptReport, sodium } from "../../support/casebooks.ts";
import { inLong } from "../../support/seeded.ts";
import { RICH_REPORT } from "../report/rich-report.ts";

/** Two tips as they came: what is redacted in them, and for whom their sources let them leave. */
const TIPS = [
  { secret: "Wangxiaoming", consent: ["statistics"], open: ["internal", "statistics"] },
  { secret: "Lidaheng", consent: ["partners"], open: ["internal", "partners"] },
] as const satisfies readonly { secret: string; consent: readonly string[]; open: readonly Audience[] }[];
const KEPT = TIPS.map(({ secret, consent }, i) =>
  keptReport(i, { ...RICH_REPORT, narrative: `It was ${secret} of story ${i}.`, consent: [...consent] }),
);
const tipIds = KEPT.map(({ tip }) => tip);

/** What the liar does: something of a tip, in some way, with numbers for whatever has to be chosen. */
interface Lie {
  readonly what: number;
  readonly how: number;
  readonly tip: number;
  readonly pick: number;
}

/** Keeps a tip with wider consent, and chooses that version once it has been kept. */
const CHOOSE_FORGED = 15;
const lie = fc.record({ what: fc.nat(CHOOSE_FORGED), how: fc.nat(5), tip: fc.nat(1), pick: fc.nat(1000) });
/** The liar lies, crowds out what is true, or two copies are put together, or an honest reviewer goes on. */
const step = fc.oneof(
  { weight: 5, arbitrary: lie.map((one) => ({ does: "lie", one }) as const) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant("merge" as const),
      who: fc.nat(2),
      from: fc.nat(2),
      cut: fc.nat(4),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("crowd" as const), tip: fc.nat(1) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant("work" as const), who: fc.nat(1), tip: fc.nat(1) }) },
);
const story = fc.record({ takesTwo: fc.boolean(), steps: fc.array(step, { minLength: 5, maxLength: 30 }) });

/** One of a list, by a number. */
const one = <T>(list: readonly T[], pick: number): T | undefined => list[pick % list.length];

/** What a liar who knows everything that is in his copy may say. */
function lieOf({ what, tip: number, pick }: Lie, liar: Desk): What | undefined {
  const kept = KEPT[number] as WhatOf<"kept">;
  const { tip } = kept;
  const about = tip;
  const all = liar.acts.signed.map(({ digest }) => digest);
  const view = liar.view.tips.get(tip);
  const act = one(all, pick);
  const audience = one(AUDIENCES, pick) ?? "public";
  if (!act) return undefined;
  const forgeries: readonly Partial<WhatOf<"kept">>[] = [
    { form: "text" },
    { form: "file", text: "" },
    {
      text: kept.text.replace(
        /"consent":\[[^\]]*\]/,
        '"consent":["statistics","publish_anon","partners","authorities"]',
      ),
    },
    { text: kept.text.replace("It was", "Indeed it was") },
  ];
  const lies: readonly (What | undefined)[] = [
    { ...kept, ...one(forgeries, pick) },
    { ...kept, ...forgeries[2], arrived: pick % 2 === 0 ? DAY : null },
    { kind: "tlp", tip, tlp: "clear" },
    { kind: "setaside", tips: [tip], aside: false },
    { kind: "unredacted", tip, redaction: one(view?.redactions ?? [], pick)?.act ?? act },
    { kind: "overridden", about, audience, why: "trust me" },
    { kind: "withdrawn", about, act },
    { kind: "withdrawn", about, act: one(view?.redactions ?? [], pick)?.act ?? act },
    { kind: "dropped", lines: [one([...liar.lines].map(lineHash), pick) as never], why: "junk" },
    { kind: "ruled", reviewers: (pick % 2) + 1 },
    { kind: "disowned", acts: [act], why: "never published" },
    chosenFrom(view?.kept.map((said) => said.act) ?? [], pick),
    chosenFrom(all, pick),
    { kind: "redacted", tip, field: "narrative", from: pick, to: pick + 4, why: "to hide it" },
    { kind: "graded", tip, source: "F", information: "6" },
  ];
  return lies[what];
}

function chosenFrom(acts: readonly ActDigest[], pick: number): What | undefined {
  const chosen = one(acts, pick);
  const over = acts.filter((other) => other !== chosen).sort();
  return chosen && over.length > 0 ? { kind: "settled", chosen, over } : undefined;
}

/** The lines of one lie: at the end of his chain, beside it, in a chain that has seen what he likes, ground, or many. */
function signedLies({ how, pick }: Lie, what: What, liar: Desk): Line[] {
  const { key: reviewer, seed } = liar.person;
  const { signed } = liar.acts;
  const mine = signed.filter(({ act }) => act.reviewer === reviewer);
  const last = one(mine, pick);
  const seen = signed.map(({ digest }) => digest).filter((_, i) => (pick >> (i % 10)) % 2 === 0);
  const base = {
    instance: INSTANCE,
    reviewer,
    device: newDeviceId(),
    previous: null,
    number: 1,
    on: DAY,
    what,
  };
  const chain = last && { device: last.act.device, previous: last.act.previous, number: last.act.number };
  const sign = (act: Parameters<typeof signAct>[0]) => signAct(act, seed, sodium);
  if (how === 0)
    return [
      sign({
        ...base,
        heads: signed
          .map(({ digest }) => digest)
          .sort()
          .slice(0, MOST_HEADS),
      }),
    ];
  if (how === 1) return [sign({ ...base, ...chain, heads: [] })];
  if (how === 2) return [sign({ ...base, heads: seen.sort() })];
  if (how === 3) return [sign({ ...base, heads: ["ab".repeat(32) as ActDigest] })];
  const many = Array.from({ length: 6 }, () => ({ ...base, device: newDeviceId(), heads: seen.sort() }));
  if (how === 4) return many.map(sign);
  // The one with the least digest of several, which is what grinding gives.
  const [least] = many.toSorted((a, b) => (digestOfAct(a) < digestOfAct(b) ? -1 : 1));
  return least ? [sign(least)] : [];
}

function chooseForged({ tip, pick }: Lie, liar: Desk): void {
  const kept = KEPT[tip] as WhatOf<"kept">;
  const how = { what: 1, how: 0, tip, pick };
  const forgery = lieOf(how, liar);
  // He has seen nothing yet.
  if (!forgery) return;
  liar.merge(signedLies(how, forgery, liar));
  const versions = liar.view.tips.get(kept.tip)?.kept ?? [];
  const forged = versions.find(({ value }) => value.text !== kept.text);
  const over = versions.flatMap(({ act, value }) => (value.text === kept.text ? act : [])).sort();
  if (!forged || over.length === 0) return;
  liar.merge(signedLies(how, { kind: "settled", chosen: forged.act, over }, liar));
}

/** Keeps a tip with wider consent until no more of it counts, and chooses the true version over who kept it. */
function crowdOut(tip: number, liar: Desk): void {
  const forgery = lieOf({ what: 1, how: 0, tip, pick: 0 }, liar);
  // He has seen nothing yet.
  if (!forgery) return;
  const { key: reviewer, seed } = liar.person;
  const me = { instance: INSTANCE, reviewer, device: newDeviceId() };
  const many = nextActs(liar.acts, me, DAY, Array<What>(MOST_ALIKE).fill(forgery));
  liar.merge(many.map((act) => signAct(act, seed, sodium)));
  const { kept = [], redactions = [] } = liar.view.tips.get(tipIds[tip] as TipId) ?? {};
  const isTrue = ({ value }: { value: WhatOf<"kept"> }) => value.text === KEPT[tip]?.text;
  const [chosen, ...over] = [...kept.filter(isTrue), ...redactions].map(({ act }) => act);
  const what: What | undefined = chosen && { kind: "settled", chosen, over: over.sort() };
  if (what && over.length > 0)
    liar.merge(nextActs(liar.acts, me, DAY, [what]).map((act) => signAct(act, seed, sodium)));
}

interface World {
  readonly honest: readonly [Desk, Desk];
  readonly liar: Desk;
  readonly acts: readonly ActDigest[];
}

/** Plays a story, and lets everybody have everything in the end. */
function play({ takesTwo, steps }: Story): World {
  const [one, other, liar] = desks(3).desks as [Desk, Desk, Desk];
  const all = [one, other, liar];
  const acts: ActDigest[] = [];
  const work = (desk: Desk, what: What) => acts.push(desk.do(what));
  for (const [i, kept] of KEPT.entries()) {
    work(one, kept);
    const from = "It was ".length;
    const to = from + (TIPS[i]?.secret.length ?? 0);
    work(one, { kind: "redacted", tip: kept.tip, field: "narrative", from, to, why: "a name" });
    work(one, { kind: "tlp", tip: kept.tip, tlp: "clear" });
  }
  other.merge(one.lines);
  if (takesTwo)
    for (const desk of [one, other]) {
      work(desk, { kind: "ruled", reviewers: 2 });
      for (const next of all) next.merge(desk.lines);
    }
  for (const next of steps) {
    if (next.does === "lie") {
      if (next.one.what === CHOOSE_FORGED) chooseForged(next.one, liar);
      const what = lieOf(next.one, liar);
      if (what) liar.merge(signedLies(next.one, what, liar));
    } else if (next.does === "crowd") {
      crowdOut(next.tip, liar);
    } else if (next.does === "merge") {
      const [to, from] = [all[next.who], all[next.from]];
      // A liar's copy may lack whatever he likes.
      const cut =
        from === liar && next.cut > 0 ? from.lines.filter((_, i) => i % 5 !== next.cut) : from?.lines;
      to?.merge(cut ?? []);
    } else {
      const desk = all[next.who] as Desk;
      work(desk, { kind: "noted", about: tipIds[next.tip] as TipId, text: "went on" });
      // Who sees versions that differ stands for the one that came.
      const kept = desk.view.tips.get(tipIds[next.tip] as TipId)?.kept ?? [];
      const mine = kept.find(({ value }) => value.text === KEPT[next.tip]?.text && value.form === "report");
      const over = kept
        .filter(({ value }) => value.text !== mine?.value.text)
        .map(({ act }) => act)
        .sort();
      if (mine && over.length > 0) work(desk, { kind: "settled", chosen: mine.act, over });
    }
  }
  for (const to of all) for (const from of all) to.merge(from.lines);
  return { honest: [one, other], liar, acts };
}

interface Story {
  readonly takesTwo: boolean;
  readonly steps: readonly (
    | { readonly does: "lie"; readonly one: Lie }
    | { readonly does: "crowd"; readonly tip: number }
    | { readonly does: "merge"; readonly who: number; readonly from: number; readonly cut: number }
    | { readonly does: "work"; readonly who: number; readonly tip: number }
  )[];
}

/** What leaves for an audience, and what of it only by the liar's word. */
function leavingFor(desk: Desk, audience: Audience) {
  const selection = selectCases(viewOf(desk.acts), { instance: INSTANCE, audience, exactPlaces: true });
  const files =
    audience === "statistics"
      ? []
      : (["csv", "json", "geojson", "uwazi"] as const).flatMap((form) =>
          exportFiles({ ...selection, unverified: [] }, form),
        );
  const text = files.map(({ bytes }) => new TextDecoder().decode(bytes)).join("\n");
  return { selection, text };
}

test("whatever a liar signs, nothing leaves but what came and was let out, and every honest act is read", () => {
  fc.assert(
    fc.property(story, (told: Story) => {
      const { honest, liar, acts } = play(told);
      for (const desk of honest) {
        const { signed } = desk.acts;
        const doubts = new Map(signed.map(({ digest, doubt }) => [digest, doubt]));
        expect(acts.map((act) => doubts.get(act))).toEqual(acts.map(() => null));
        for (const audience of AUDIENCES) {
          const { selection, text } = leavingFor(desk, audience);
          for (const [i, { secret, open }] of TIPS.entries()) {
            const tip = tipIds[i] as TipId;
            const exceptions = selection.exceptions.get(tip) ?? [];
            const byHim = (kind: string) =>
              !told.takesTwo && exceptions.some((e) => e.kind === kind && e.by === liar.person.key);
            const leaves = selection.numbers.has(tip);
            if (leaves && !byHim("overridden")) expect(open).toContain(audience);
            if (text.includes(secret)) expect([secret, byHim("unredacted")]).toEqual([secret, true]);
          }
        }
        for (const { about, open } of tallyOf(desk.view, INSTANCE)) {
          const tip = TIPS[tipIds.indexOf(about as TipId)];
          const more = open.filter((audience) => !tip?.open.some((allowed) => allowed === audience));
          const { overrides = [] } = desk.view.tips.get(about as TipId) ?? {};
          for (const audience of more)
            expect(overrides.some(({ value }) => value.audience === audience && !told.takesTwo)).toBe(true);
        }
      }
    }),
    { numRuns: inLong(25, 1000) },
  );
});

test("twice as long a lie costs about twice as much", () => {
  const asked = vi.spyOn(Past.prototype, "includes");
  fc.assert(
    fc.property(fc.array(lie, { minLength: 8, maxLength: 16 }), (lies) => {
      const work = (times: number) => {
        const steps = Array.from({ length: times }, () => lies).flat();
        const { honest } = play({ takesTwo: true, steps: steps.map((made) => ({ does: "lie", one: made })) });
        const { acts } = honest[0];
        asked.mockClear();
        viewOf(acts);
        return asked.mock.calls.length / acts.signed.length;
      };
      expect(work(2)).toBeLessThan(2 * work(1) + 60);
    }),
    { numRuns: inLong(3, 100) },
  );
  asked.mockRestore();
});
