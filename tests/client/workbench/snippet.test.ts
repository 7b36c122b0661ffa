import fc from "fast-check";
import { expect, test } from "vitest";
import { harmlessLine } from "../../../client/report/harmless.ts";
import { snippetOf } from "../../../client/workbench/queue/snippet.ts";
import { SAMPLE_REPORTS } from "../../support/sample-tips.ts";

const shown = (text: string, query: string) =>
  snippetOf(text, query)
    ?.map(({ text: part, isMatch }) => (isMatch ? `[${part}]` : part))
    .join("");

test("a snippet begins just before the first match, and marks every one, in whichever script it was typed", () => {
  const text = "Since Tuesday two men have stood across the street. The MEN knew my son’s school.";
  expect(shown(text, "men")).toMatch(/^…Tuesday two \[men\] have .* The \[MEN\] knew/);
  expect(shown(text, "schoo")).toMatch(/\[schoo\]l\.$/);
  expect(shown("我在餐館後面見過", "餐馆")).toBe("我在[餐館]後面見過");
  expect(shown("Café de la Gare", "cafe gare")).toBe("[Café] de la [Gare]");
  expect(shown(text, "yesterday")).toBeUndefined();
  expect(shown(text, "")).toBeUndefined();
});

test("whatever is looked for, nothing is shown that isn't in the text", () => {
  const texts = SAMPLE_REPORTS.map(([, { narrative }]) => narrative);
  fc.assert(
    fc.property(
      fc.constantFrom(...texts),
      fc.nat(200),
      fc.integer({ min: 1, max: 12 }),
      (text, from, length) => {
        const pieces = snippetOf(text, text.slice(from, from + length));
        const whole = (pieces ?? []).map((piece) => piece.text).join("");
        expect(harmlessLine(text.replace(/\s+/g, " "))).toContain(whole.replace(/^…/, ""));
      },
    ),
  );
});
