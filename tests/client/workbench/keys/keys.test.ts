import fc from "fast-check";
import { expect, test } from "vitest";
import { actOf, isSave, keysOf } from "../../../../client/workbench/keys/keys.ts";
import { KEY_LINES } from "../../../../client/workbench/strings/looking/strings.ts";

const pressed = (key: string, code = "", shiftKey = false) => ({ key, code, shiftKey });

const anyKey = fc.record({
  key: fc.oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
    fc.constantFrom("Enter", "Escape", "ArrowDown", "PageUp", "Tab", "Dead", "Process"),
  ),
  code: fc.constantFrom("", "Digit1", "Digit6", "KeyA", "KeyL"),
  shiftKey: fc.boolean(),
});

test("nothing is taken from somebody who types, chooses or reads the list of keys, but the way out of a field", () => {
  fc.assert(
    fc.property(anyKey, fc.constantFrom("typing", "choice", "dialog"), (key, where) => {
      const act = actOf(key, where);
      if (act) expect([where, key.key, act]).toEqual(["typing", "Escape", { act: "queue" }]);
    }),
  );
});

test("a button keeps what presses it, and what scrolls", () => {
  for (const key of ["Enter", "ArrowDown", "ArrowUp", "PageDown", "PageUp"]) {
    expect(actOf(pressed(key), "control")).toBeUndefined();
    expect(actOf(pressed(key), "page")).toBeDefined();
  }
  expect(actOf(pressed("j"), "control")).toEqual({ act: "move", by: 1 });
});

test("capitals grade the source, Shift and a digit what it says, on any layout; digits go to the parts of the work", () => {
  expect(actOf(pressed("B", "KeyB", true), "page")).toEqual({ act: "source", value: "B" });
  expect(actOf(pressed("G", "KeyG", true), "page")).toBeUndefined();
  for (const key of ["!", "1", "+"])
    expect(actOf(pressed(key, "Digit1", true), "page")).toEqual({ act: "information", value: "1" });
  expect(actOf(pressed("&", "Digit7", true), "page")).toBeUndefined();
  expect(actOf(pressed("2", "Digit2"), "page")).toEqual({ act: "section", place: 1 });
  expect(actOf(pressed("0", "Digit0"), "page")).toBeUndefined();
});

test("where / and ? need Shift, they are still themselves", () => {
  expect(actOf(pressed("?", "Minus", true), "page")).toEqual({ act: "keys" });
  expect(actOf(pressed("/", "Digit7", true), "page")).toEqual({ act: "search" });
});

test("each line of the list names keys, as they are written on keyboards", () => {
  expect(KEY_LINES.filter((line) => keysOf(line).length === 0)).toEqual([]);
  expect([keysOf("move"), keysOf("page")]).toEqual([
    ["j", "k", "↓", "↑"],
    ["Page Down", "Page Up"],
  ]);
  expect([keysOf("close"), keysOf("select"), keysOf("save")]).toEqual([["Esc"], ["Space"], ["Ctrl+S", "⌘S"]]);
});

test("every single key that the list names does something", () => {
  const singles = KEY_LINES.flatMap(keysOf).filter((key) => /^[a-z1-9/?]$/.test(key));
  expect(singles.length).toBeGreaterThan(12);
  for (const key of singles) expect([key, actOf(pressed(key), "page") !== undefined]).toEqual([key, true]);
});

test("saving is Ctrl+S or ⌘S in whatever script the keyboard writes, and nothing else", () => {
  const none = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
  const s = { ...none, key: "s", code: "KeyS" };
  for (const held of [{ ctrlKey: true }, { metaKey: true }, { ctrlKey: true, shiftKey: true }]) {
    expect(isSave({ ...s, ...held })).toBe(true);
    expect(isSave({ ...s, ...held, key: "S" })).toBe(true);
    expect(isSave({ ...s, ...held, key: "ы" })).toBe(true);
    expect(isSave({ ...s, ...held, key: "o" })).toBe(false);
  }
  expect(isSave(s)).toBe(false);
  expect(isSave({ ...s, ctrlKey: true, altKey: true })).toBe(false);
});
