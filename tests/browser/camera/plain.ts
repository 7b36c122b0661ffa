import type { Scene } from "./scene.ts";

/** The manual road, which needs no JavaScript, and two of its answers. */
export async function shootPlain(scene: Scene): Promise<void> {
  const { page, url, hand } = scene;
  const { language } = scene.strings;
  await page.goto(`${url}/plain`);
  await scene.shoot("40-plain");
  await page.goto(`${url}/plain?#${language}`);
  await scene.shoot("41-plain-instructions");
  for (const [name, file] of Object.entries({
    "42-plain-refused": hand.letter,
    "43-plain-received": hand.sealed,
  })) {
    await page.goto(`${url}/plain?#${language}`);
    const field = await page.waitForSelector(`input#${language}-file`);
    await field?.uploadFile(file);
    const answered = page.waitForNavigation();
    await page.click(`form:has(#${language}-file) button`);
    await answered;
    await scene.shoot(name);
  }
}
