import { pathToFileURL } from "node:url";
import type { Scene } from "./scene.ts";

/** The saved page, opened without any server: it asks for the roster. */
export async function shootFromDisk(scene: Scene): Promise<void> {
  const { page, source, strings, hand } = scene;
  await source.open(pathToFileURL(hand.savedPage).href, strings);
  await source.goTo("roster");
  await scene.shoot("32-roster-wanted");
  const picker = await page.waitForSelector("input#roster");
  await picker?.uploadFile(hand.roster);
  await source.checked();
  await page.waitForSelector('html[data-trust="verified"]');
  await scene.shoot("33-roster-taken");
}
