import { storyOf } from "./story.ts";

/** What a process has done since it last told. */
export interface Lived {
  lives: number;
  failed: number;
  /** Of processor. */
  seconds: number;
}

/** Lives between two messages. */
const TOLD = 20;

const [first, end, step] = process.argv.slice(2).map(Number) as [number, number, number];
let begun = process.cpuUsage();
let lived: Lived = { lives: 0, failed: 0, seconds: 0 };
for (let seed = first; seed < end; seed += step) {
  const { breaches, text } = await storyOf(seed);
  lived.lives++;
  if (breaches.length > 0) {
    lived.failed++;
    console.log([text, ...breaches, `Again: npm run simulate -- --seeds 1 --from ${seed}`, ""].join("\n"));
  }
  if (lived.lives === TOLD) tell();
}
tell();
process.disconnect?.();

function tell(): void {
  const { user, system } = process.cpuUsage(begun);
  process.send?.({ ...lived, seconds: (user + system) / 1e6 });
  begun = process.cpuUsage();
  lived = { lives: 0, failed: 0, seconds: 0 };
}
