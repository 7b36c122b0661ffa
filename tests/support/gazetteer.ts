import { unpack } from "../../client/browser/unpack.ts";
import { buildWorld } from "../../client/workbench/build/atlas/world.ts";
import { buildGazetteer } from "../../client/workbench/build/gazetteer/gazetteer.ts";
import { type Columns, Gazetteer } from "../../client/workbench/places/gazetteer.ts";
import { type PackedWorld, World } from "../../client/workbench/places/world.ts";

/** The gazetteer as the page has it. */
export async function testGazetteer(): Promise<Gazetteer> {
  return new Gazetteer(await unpack<Columns>(await buildGazetteer()));
}

/** The map as the page has it. */
export async function testWorld(): Promise<World> {
  return new World(await unpack<PackedWorld>(buildWorld()));
}
