import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { ReviewerKey } from "../../../client/casebook/names.ts";
import { EMPTY_REPORT } from "../../../client/report/report.ts";
import { QueueModel } from "../../../client/workbench/queue/model.ts";
import type { FoundTip } from "../../../client/workbench/worker/messages.ts";
import { openFile } from "../../../client/workbench/worker/open-file.ts";
import { Session } from "../../../client/workbench/worker/session.ts";
import { Unlocked } from "../../../client/workbench/worker/unlocked.ts";
import { bundleOf, spooled } from "../../support/bundles.ts";
import { PASSPHRASE, sealedTip, testDesk } from "../../support/desk.ts";
import { sodium } from "../cli/support/tips.ts";

test("what was handed in at two servers, in one bundle and in another one, is one tip with nothing to warn of", async () => {
  const desk = await testDesk();
  const sealed = await sealedTip(desk, { ...EMPTY_REPORT, narrative: "sent to both, to be sure" });
  const other = await sealedTip(desk, { ...EMPTY_REPORT, narrative: "sent to one" });
  // Each server gives an envelope an id of its own, and the day on which it came there.
  const [atOne, atOther, alone] = [spooled(sealed), spooled(sealed, "2026-11-21"), spooled(other)];
  const bundles = await Promise.all(
    [[atOne, atOther, alone], [atOther]].map((those) => bundleOf(desk.instance, those, desk.courier)),
  );
  const vault = new Uint8Array(readFileSync(join(desk.folder, "Wren.vault")));
  const session = new Session(await Unlocked.open(vault, PASSPHRASE, sodium));
  const casebook = { views: new Map() };
  const host = {
    reviewer: undefined,
    reviewerKey: "a".repeat(64) as ReviewerKey,
    casebook,
  };
  const queue = new QueueModel(host, { later: (work) => work(), now: () => 0 });
  const come: FoundTip[] = [];
  const nothing = () => {};
  for (const bytes of bundles) {
    const file = new Blob([bytes as Uint8Array<ArrayBuffer>]);
    const tip = (found: FoundTip) => {
      come.push(found);
      queue.take(file, [found]);
    };
    const rest = {
      bundle: nothing,
      read: nothing,
      people: nothing,
      casebook: nothing,
      own: nothing,
      draft: nothing,
    };
    await openFile(file, "file", session, { ...rest, tip, broken: nothing });
  }
  expect(come).toHaveLength(4);
  expect(queue.rows).toHaveLength(2);
  const rows = queue.rows.map(({ tip, marks }) => [
    tip.contents.kind === "report" ? tip.contents.tip.report.narrative : "",
    marks,
  ]);
  expect(rows.sort()).toEqual([
    ["sent to both, to be sure", []],
    ["sent to one", []],
  ]);
  desk.remove();
});
