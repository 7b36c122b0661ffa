import type { Scene } from "./scene.ts";

/** The no-script pages, and two of its answers. */
export async function shootNoScript(scene: Scene): Promise<void> {
  const { page, source, url, hand } = scene;
  const { language } = scene.strings;
  await source.load(`${url}/no-script`);
  await scene.shoot("40-no-script");
  await source.load(`${url}/no-script?#${language}`);
  await scene.shoot("41-no-script-instructions");
  for (const [name, file] of Object.entries({
    "42-no-script-refused": hand.letter,
    "43-no-script-received": hand.sealed,
  })) {
    await source.load(`${url}/no-script?#${language}`);
    const field = await page.waitForSelector(`input#${language}-file`);
    await field?.uploadFile(file);
    const answered = page.waitForNavigation();
    await page.click(`form:has(#${language}-file) button`);
    await answered;
    await scene.shoot(name);
  }
}
