import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildWorkbench } from "../../../client/workbench/build/build.ts";
import { testDesk } from "../../support/desk.ts";
import { launchFirefox, SAFER, SMOOTH } from "../../support/firefox.ts";
import { looseFiles, twoHundred } from "../../support/two-hundred.ts";
import { WorkbenchPage } from "../../support/workbench-page.ts";
import { printMeasure } from "../measure.ts";
import { longestGap, watchGaps } from "./gaps.ts";

const LEVELS = { "default settings": {}, "the Safer level's settings": SAFER };

/** How long the page answers nobody while two hundred tips come in, hostile ones among them, and each is opened. */
export async function benchHostile(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), "nightjar-hostile-"));
  const file = join(home, "workbench.html");
  const desk = await testDesk();
  try {
    writeFileSync(file, await buildWorkbench());
    const brought = [await twoHundred(desk), ...(await looseFiles(desk))];
    console.log("\nTwo hundred mixed and hostile tips on the workbench in Firefox\n");
    for (const [level, preferences] of Object.entries(LEVELS)) {
      await using firefox = await launchFirefox({ ...SMOOTH, ...preferences });
      const bench = new WorkbenchPage(firefox.page);
      await bench.start(file);
      await bench.unlock(join(desk.folder, "Wren.vault"));
      await bench.unlocked();
      await watchGaps(firefox.page);
      const began = performance.now();
      await bench.bring(...brought);
      const seconds = (performance.now() - began) / 1000;
      const arriving = await longestGap(firefox.page);
      await firefox.page.focus("#queue");
      for (let i = 0; i < 200; i++) {
        await firefox.page.keyboard.press(i === 0 ? "o" : "j");
        await bench.drawn();
      }
      printMeasure(`until all are open, ${level}`, `${seconds.toFixed(1)} s`);
      printMeasure(`longest gap while they come in, ${level}`, `${arriving} ms`, "below 1000 ms");
      const opening = await longestGap(firefox.page);
      printMeasure(`longest gap while each is opened, ${level}`, `${opening} ms`, "below 1000 ms");
    }
  } finally {
    desk.remove();
    rmSync(home, { recursive: true });
  }
}
