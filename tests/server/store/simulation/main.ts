import { parseArgs } from "node:util";
import { storyOf } from "./story.ts";

const USAGE =
  "Usage: npm run simulate -- [--seeds N] [--from S]   (1,000 lives of the store, from seed 1 on)";

const { values } = parseArgs({
  options: { seeds: { type: "string", default: "1000" }, from: { type: "string", default: "1" } },
});
const [seeds, from] = [Number(values.seeds), Number(values.from)];
if (!Number.isSafeInteger(seeds) || seeds < 1 || !Number.isSafeInteger(from) || from < 0) {
  console.error(USAGE);
  process.exit(2);
}

const begun = process.cpuUsage();
let failed = 0;
for (let seed = from; seed < from + seeds; seed++) {
  const { breaches, text } = await storyOf(seed);
  if (breaches.length === 0) continue;
  failed++;
  console.log([text, ...breaches, `Again: npm run simulate -- --seeds 1 --from ${seed}`, ""].join("\n"));
}
const { user, system } = process.cpuUsage(begun);
console.log(
  `${seeds} lives from seed ${from} on, ${failed} with something that didn't hold; ${Math.round((user + system) / 1e6)} s of processor`,
);
process.exitCode = failed > 0 ? 1 : 0;
