import { expect, test } from "vitest";
import type { TipId } from "../../../../client/casebook/names.ts";
import type { KnownTip } from "../../../../client/casebook/near/near-tip.ts";
import type { Country } from "../../../../client/report/countries.ts";
import { NearModel } from "../../../../client/workbench/near/model.ts";
import { Comparer } from "../../../../client/workbench/worker/near/comparer.ts";
import { answering, type Call, Caller } from "../../../../client/workers/calls.ts";
import { tipNamed } from "../../../support/casebooks.ts";

const MADRID = { geonames: 1, name: "Madrid", country: "ES" as Country, lat: 40.4165, lon: -3.7026 };

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

/** A page and its worker, whose answers come when they are asked for. */
function bench(tips: readonly KnownTip[]) {
  const known = new Map(tips.map((tip) => [tip.tip, tip]));
  const comparer = new Comparer();
  const sent: Call[] = [];
  const state = { busy: false, started: 0, failed: 0, groups: [] as readonly (readonly TipId[])[] };
  const listeners = new Map<string, (event: never) => void>();
  const answer = answering(comparer, String, (data) => listeners.get("message")?.({ data } as never));
  let answered = 0;
  const desk = new NearModel(
    {
      known: (tip) => known.get(tip),
      isBusy: () => state.busy,
      grouped: ({ groups }) => {
        state.groups = groups;
      },
      failed: () => {
        state.failed++;
      },
    },
    () => {
      state.started++;
      const port = {
        postMessage: (call: Call) => void sent.push(call),
        addEventListener: (type: string, hear: (event: never) => void) => void listeners.set(type, hear),
      };
      return new Caller(port, "broken", (code) => new Error(code));
    },
  );
  const answerAll = async () => {
    for (let call = sent[answered]; call; call = sent[answered]) {
      answered++;
      await answer(call);
      await nextTurn();
    }
  };
  const fail = async () => {
    listeners.get("error")?.({} as never);
    await nextTurn();
  };
  return { desk, known, sent, state, answerAll, fail };
}

const tip = (number: number, text: string): KnownTip => ({
  tip: tipNamed(number),
  report: null,
  text,
  files: [],
  chosen: [],
});
const crowd = Array.from({ length: 250 }, (_, i) =>
  tip(
    i,
    i < 3
      ? `夜鷹在門口叫了三次，後來就飛走了。我聽見了，別人也聽見了，可是沒有人出去看，因為天還沒有亮${i}`
      : `${i * 7919} ${i * 104729} ${i * 1299709}`,
  ),
);
const noteAll = (desk: NearModel) => {
  for (const { tip: name } of crowd) desk.note(name);
};

test("no worker is begun, and nothing is compared, while tips are being opened", async () => {
  const { desk, sent, state, answerAll } = bench(crowd);
  state.busy = true;
  noteAll(desk);
  desk.goOn();
  expect([state.started, sent.length, desk.left]).toEqual([0, 0, 250]);
  expect(desk.suggestionsFor(tipNamed(0))).toBeUndefined();
  state.busy = false;
  desk.goOn();
  await answerAll();
  expect([state.started, desk.left, desk.done]).toEqual([1, 0, 250]);
});

test("tips go in batches, so that a question in between waits for one of them only; groups come at the end", async () => {
  const { desk, sent, state, answerAll } = bench(crowd);
  noteAll(desk);
  desk.goOn();
  expect(sent).toHaveLength(1);
  desk.goOn();
  expect(sent).toHaveLength(1);
  await answerAll();
  expect(sent.map(({ name, asked }) => (name === "compare" ? (asked as KnownTip[]).length : name))).toEqual([
    100,
    100,
    50,
    "groups",
  ]);
  expect(state.groups).toEqual([[tipNamed(0), tipNamed(1), tipNamed(2)].sort()]);
});

test("a text that is read in another encoding is compared again, though it is as long as before", async () => {
  const text = "上周二有两个人到我表哥的餐馆，要他劝我回国，说不回去就冻结家里的银行卡。";
  const garbled = tip(2, "瓜笢勤剒郔笭甜茼".repeat(5).slice(0, text.length));
  const { desk, known, state, answerAll } = bench([tip(1, text), garbled]);
  for (const number of [1, 2]) desk.note(tipNamed(number));
  desk.goOn();
  await answerAll();
  expect(state.groups).toEqual([]);
  known.set(garbled.tip, { ...garbled, text });
  desk.note(garbled.tip);
  desk.goOn();
  await answerAll();
  expect(state.groups).toEqual([[tipNamed(1), tipNamed(2)].sort()]);
});

test("suggestions are asked for once; what changed is compared again, and nothing else is", async () => {
  const { desk, known, sent, answerAll } = bench([...crowd, tip(900, "一"), tip(901, "二")]);
  noteAll(desk);
  desk.note(tipNamed(900));
  desk.note(tipNamed(901));
  desk.goOn();
  await answerAll();
  expect(desk.suggestionsFor(tipNamed(900))).toBeUndefined();
  desk.suggestionsFor(tipNamed(900));
  await answerAll();
  expect(desk.suggestionsFor(tipNamed(900))).toEqual([]);
  expect(sent.filter(({ name }) => name === "suggest")).toHaveLength(1);
  noteAll(desk);
  desk.goOn();
  expect(sent.filter(({ name }) => name === "compare")).toHaveLength(3);
  for (const number of [900, 901]) {
    const before = known.get(tipNamed(number));
    if (before) known.set(before.tip, { ...before, chosen: [MADRID] });
    desk.note(tipNamed(number));
  }
  desk.goOn();
  await answerAll();
  desk.suggestionsFor(tipNamed(900));
  await answerAll();
  expect(desk.suggestionsFor(tipNamed(900))?.map(({ code, other }) => [code, other])).toEqual([
    ["same_place", tipNamed(901)],
  ]);
});

test("simplified and traditional texts are near-duplicates", async () => {
  const comparer = new Comparer();
  comparer.compare([tip(1, "台灣的夜鷹在門口叫了三次"), tip(2, "台湾的夜鹰在门口叫了三次")]);
  expect(comparer.suggest(tipNamed(1))).toMatchObject([{ other: tipNamed(2), why: { resemblance: 1 } }]);
});

test("a worker that fails is told of once, and nothing waits for it any more", async () => {
  const { desk, known, sent, state, fail } = bench(crowd);
  for (const id of known.keys()) desk.note(id);
  desk.goOn();
  expect(desk.left).toBe(250);
  await fail();
  expect([desk.left, state.failed]).toEqual([0, 1]);
  desk.note(tipNamed(1));
  desk.goOn();
  expect(desk.suggestionsFor(tipNamed(1))).toBeUndefined();
  expect([desk.left, sent.length, state.started]).toEqual([0, 1, 1]);
});
