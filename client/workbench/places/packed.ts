import { unpack } from "../../browser/unpack.ts";
import { type Columns, Gazetteer } from "./gazetteer.ts";
import { type PackedWorld, World } from "./world.ts";

/** Packed texts: the build puts them in place of these names. */
declare const NIGHTJAR_GAZETTEER: string;
declare const NIGHTJAR_WORLD: string;

/** Takes about a tenth of a second. */
export async function loadGazetteer(): Promise<Gazetteer> {
  return new Gazetteer(await unpack<Columns>(NIGHTJAR_GAZETTEER));
}

export async function loadWorld(): Promise<World> {
  return new World(await unpack<PackedWorld>(NIGHTJAR_WORLD));
}
