import { expect, test } from "vitest";
import type { TipId } from "../../../../client/casebook/names.ts";
import type { What } from "../../../../client/casebook/what.ts";
import { EMPTY_REPORT } from "../../../../client/report/report.ts";
import type { App } from "../../../../client/workbench/app.ts";
import { factsOf } from "../../../../client/workbench/queue/queued-tip.ts";
import { type Row, rowOf } from "../../../../client/workbench/queue/row.ts";
import { keptWhat } from "../../../../client/workbench/review/kept-act.ts";
import { TogetherModel } from "../../../../client/workbench/together/model.ts";
import { tipNamed } from "../../../support/casebooks.ts";
import { testInstance } from "../../../support/instance.ts";

const { anchor, roster } = testInstance();
const [here, there, elsewhere] = [tipNamed(1), tipNamed(2), tipNamed(3)];

/** A desk over two tips, of which none is kept; what it asks for, a list for each time, and whether that is signed. */
function deskWhere(isSigned: boolean) {
  const asked: (readonly What[])[] = [];
  const report = { language: "en", report: EMPTY_REPORT, attachments: [], reply: null };
  const tip = { ...report, instance: anchor.instance, roster: roster.digest };
  const contents = { kind: "report", tip, files: [] } as const;
  const row = (id: TipId) =>
    rowOf({ id, day: null, contents, stanzas: null, source: null, facts: factsOf(contents) }, [], undefined);
  const rows = new Map([here, there].map((id) => [id, row(id)]));
  const queue = { rowOf: (id: TipId) => rows.get(id), visible: [...rows.values()], open: here, look() {} };
  const step = async (whats: readonly What[]) => {
    asked.push(whats);
    return isSigned;
  };
  const keeping = (row: Row) => [keptWhat(row.tip)];
  const app = { queue, casebook: { step, keeping } };
  return { desk: new TogetherModel(app as unknown as App), asked, queue };
}

const kinds = (asked: readonly (readonly What[])[]) => asked.map((whats) => whats.map(({ kind }) => kind));

test("what belongs to one step is asked for at once, so that none of it is there without the rest", async () => {
  const { desk, asked } = deskWhere(true);
  await desk.link(here, there, "same_event");
  await desk.found(here, { sort: "station", title: "x", country: null, premises: [], summary: "" });
  await desk.dismiss(here, { other: there, whys: [{ code: "same_name" }, { code: "same_file" }] } as never);
  expect(kinds(asked)).toEqual([
    ["kept", "kept", "linked"],
    ["kept", "entity", "supports"],
    ["dismissed", "dismissed"],
  ]);
});

test("nothing is linked to a tip that isn't here, and what couldn't be set aside isn't said to be", async () => {
  const { desk, asked, queue } = deskWhere(false);
  await desk.link(here, elsewhere, "same_event");
  expect(asked).toEqual([]);
  await desk.setAside([here, there]);
  expect(kinds(asked)).toEqual([["setaside"]]);
  expect(queue.open).toBe(here);
});
