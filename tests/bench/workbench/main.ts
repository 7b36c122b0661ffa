import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import { print } from "../measure.ts";
import { benchDesk } from "./bench-desk.ts";
import { benchWorkbenchInFirefox } from "./browser.ts";
import { benchLooking } from "./looking.ts";
import { benchOpeningBundle } from "./opening.ts";

/** Opening so many tips in Node alone. */
export async function benchOpening(count: number, primitives: Primitives): Promise<void> {
  const bench = await benchDesk(count, primitives);
  try {
    print(`Opening ${count} small tips in Node`, await benchOpeningBundle(bench, primitives));
  } finally {
    bench.desk.remove();
  }
}

/** Everything about many tips on the workbench, in Node and in Firefox, with one bundle. */
export async function benchWorkbench(count: number, primitives: Primitives): Promise<void> {
  setFlagsFromString("--expose-gc");
  Object.assign(globalThis, { gc: runInNewContext("gc") });
  console.log(`\nThe workbench: ${count} synthetic tips in Chinese and English, sealed to five`);
  const bench = await benchDesk(count, primitives);
  try {
    print("Opening them in Node", await benchOpeningBundle(bench, primitives));
    console.log("\nThe queue in Node\n");
    await benchLooking(bench);
    await benchWorkbenchInFirefox(bench);
  } finally {
    bench.desk.remove();
  }
}
