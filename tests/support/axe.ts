import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "puppeteer-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe calls serious or critical, as "scheme, rule: where": all its rules in light, those of colours in dark, on the
 * same page. Its program goes in by the driver, past the page's policy.
 */
export async function seriousOn(page: Page, within = "html"): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(`${AXE}; undefined`);
  const light = await run(page, within);
  await page.evaluate(colour, true);
  const dark = await run(page, within, "color-contrast");
  await page.evaluate(colour, false);
  return [...light.map((found) => `light, ${found}`), ...dark.map((found) => `dark, ${found}`)];
}

/** All of axe's rules, unless some are named. */
async function run(page: Page, within: string, ...rules: readonly string[]): Promise<string[]> {
  const options = { resultTypes: ["violations"], ...(rules.length > 0 && { runOnly: rules }) };
  const result: unknown = await page.evaluate(
    `axe.run(${JSON.stringify(within)}, ${JSON.stringify(options)}).then(({ violations }) =>
      JSON.stringify(violations.filter(({ impact }) => impact === "serious" || impact === "critical")
        .flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ": " + target.join(" ")))))`,
  );
  const list: unknown = JSON.parse(String(result));
  return Array.isArray(list) ? list.map(String) : [];
}

/** In the page: what its style sheets say for one scheme holds, whatever the browser is set to. */
function colour(isDark: boolean): void {
  document.documentElement.style.colorScheme = isDark ? "dark" : "light";
  let rules = 0;
  for (const sheet of document.styleSheets)
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof CSSMediaRule)) continue;
      const was = rule.media.mediaText;
      if (was !== "(prefers-color-scheme: dark)" && was !== "all" && was !== "not all") continue;
      rule.media.mediaText = isDark ? "all" : "not all";
      rules++;
    }
  if (rules === 0) throw new Error("no style sheet of this page has a dark scheme");
}
