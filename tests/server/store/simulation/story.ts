import { Simulation } from "./simulation.ts";

export interface Story {
  readonly text: string;
  readonly breaches: readonly string[];
}

/** What happens in a life, step by step: the same whenever the seed is the same. */
export async function storyOf(seed: number): Promise<Story> {
  const { story, breaches } = await Simulation.run(seed);
  return { text: [`SEED=${seed}`, ...story].join("\n"), breaches };
}
