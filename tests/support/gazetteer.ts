import { unpack } from "../../client/browser/unpack.ts";
import { buildWorld } from "../../client/workbench/build/atlas/world.ts";
import { buildGazetteer } from "../../client/workbench/build/gazetteer/gazetteer.ts";
import { type Columns, Gazetteer } from "../../client/workbench/places/gazetteer.ts";
import { type PackedWorld, World } from "../../client/workbench/places/world.ts";

/** The gazetteer, packed as the page has it. */
export const packedGazetteer = await buildGazetteer();

export const gazetteer = new Gazetteer(await unpack<Columns>(packedGazetteer));

/** The map as the page has it. */
export async function testWorld(): Promise<World> {
  return new World(await unpack<PackedWorld>(buildWorld()));
}
