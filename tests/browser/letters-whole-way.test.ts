import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { en as source } from "../../client/source/strings/en.ts";
import { en as workbench } from "../../client/workbench/strings/en.ts";
import { SECONDS_PER_DAY } from "../../crypto/documents/instant.ts";
import { courierOnDisk } from "../client/cli/support/courier.ts";
import { look, sendWithCodename, writeAgain, writeBack } from "../road/answering.ts";
import { builtWorkbench, sourcePageOf } from "../support/built-pages.ts";
import { commandLine } from "../support/command-line.ts";
import { putInForce } from "../support/couriers.ts";
import { testDesk } from "../support/desk.ts";
import { launchFirefox, SAFER } from "../support/firefox.ts";
import { prepareData, removeData, startServer } from "../support/server.ts";
import { ServerClock } from "../support/server-clock.ts";
import { WorkbenchPage } from "../support/workbench-page.ts";

const home = mkdtempSync(join(tmpdir(), "nightjar-letters-way-"));
afterAll(() => rmSync(home, { recursive: true }));

const FIRST = "餐館後面有一個房間。";
const SECOND = "他們今天又來了。";
const ANSWER = "We read it. Since when?";

// The road walks it at Standard; without scripts no letter can be read.
test("at Safer: written, carried, answered, delivered; read once the day is over, and written again", async () => {
  const desk = await testDesk(["Wren", "Heron"], 1);
  const { instance } = desk;
  const courier = courierOnDisk(join(home, "courier"), instance);
  const data = await prepareData({ instance, page: await sourcePageOf(instance.anchor) });
  await putInForce(data, instance, [courier.seed]);
  const bench = join(home, "workbench.html");
  writeFileSync(bench, await builtWorkbench());
  await using firefox = await launchFirefox(SAFER);
  const onDesk = new WorkbenchPage(firefox.page);
  const open = async (...files: readonly string[]) => {
    await firefox.page.bringToFront();
    await onDesk.start(bench);
    await onDesk.unlock(join(desk.folder, "Wren.vault"));
    await onDesk.unlocked();
    await onDesk.bring(...files);
  };

  // 1. A tip with a codename, and what a courier takes of it.
  const env = { NIGHTJAR_COURIER_LISTEN: "127.0.0.1:0" };
  const before = await startServer({ data, env });
  const codename = await sendWithCodename(firefox, `${before.url}/`, FIRST);
  const carried = await commandLine(courier.pickup({ url: before.couriers ?? "" }));
  expect(carried.code, carried.stderr).toBe(0);

  // 2. A reviewer writes back, and the courier delivers the mailbag: nobody sees it yet.
  await open(courier.bundle);
  await onDesk.openTip(FIRST);
  await writeBack(firefox, onDesk, ANSWER, home);
  const to = ["--url", before.couriers ?? "", "--key", courier.keyPath, "--anchor", courier.anchorPath];
  const delivered = await commandLine(["courier", "deliver", join(home, "mailbag"), ...to]);
  expect(delivered.code, delivered.stderr).toBe(0);
  expect((await look(firefox, before.url, codename)).said).toContain(source.letters.found.none);
  expect(await before.stop()).toBe(0);

  // 3. The day has closed: both letters are there for the codename, which writes again.
  const clock = new ServerClock();
  clock.isAhead(SECONDS_PER_DAY);
  const after = await startServer({ data, env: { ...env, ...clock.environment } });
  const { source: page, said } = await look(firefox, after.url, codename);
  expect(said).toContain(source.letters.found.heading(2));
  expect(said).toContain(ANSWER);
  expect(said).toContain(source.letters.coded.more);
  await writeAgain(page, SECOND);

  // 4. The reviewer sees both tips in one thread.
  const second = join(home, "second.bundle");
  const again = await commandLine([
    ...["courier", "pickup", "--url", after.couriers ?? "", "--key", courier.keyPath],
    ...["--anchor", courier.anchorPath, "--bundle", second],
  ]);
  expect(again.code, again.stderr).toBe(0);
  await open(courier.bundle, second);
  await onDesk.openTip(SECOND);
  const thread = await onDesk.text(".thread");
  expect(thread).toContain(workbench.letters.thisTip);
  expect(await onDesk.page.$$eval(".thread > li", (entries) => entries.length)).toBe(2);
  expect(await after.stop()).toBe(0);
  clock.remove();
  removeData(data);
  desk.remove();
}, 600_000);
