import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hanClasses } from "../../../client/build/han/classes.ts";
import { foldHan } from "../../../client/folding/fold-han.ts";
import { HAN_CLASSES } from "../../../client/folding/han-classes.ts";

const sameFor = (...texts: readonly string[]) => new Set(texts.map(foldHan)).size === 1;

describe("folding Chinese", () => {
  test.each([
    ["台湾", "台灣", "臺灣"],
    ["国家", "國家"],
    ["后来", "後來", "后來", "後来"],
    ["皇后", "皇後"],
    ["派出所", "派出所"],
    ["海外警务服务站", "海外警務服務站"],
    ["干部", "幹部", "乾部"],
    ["里面", "裏面", "裡面"],
    ["头发", "頭髮", "頭發"],
    ["说", "說"],
    ["着", "著"],
    ["𫗧", "餗"],
  ])("%s is one text however it is written", (...texts) => {
    expect(sameFor(...texts)).toBe(true);
  });

  test("what means something else stays apart", () => {
    expect(sameFor("国", "家")).toBe(false);
    expect(sameFor("台", "抬")).toBe(false);
  });

  test("what is not Chinese stays as it is", () => {
    const others = "police station ـ ساقچى إدارة ཉེན་རྟོག་ おかね 경찰 ①";
    expect(foldHan(others)).toBe(others);
  });

  test("folding keeps every character's place, and folding twice is folding once", () => {
    const han = fc.oneof(fc.constantFrom(...HAN_CLASSES.replaceAll(" ", "")), fc.string({ unit: "binary" }));
    fc.assert(
      fc.property(fc.array(han), (parts) => {
        const text = parts.join("");
        const folded = foldHan(text);
        expect([...folded]).toHaveLength([...text].length);
        expect([...text].map(foldHan).join("")).toBe(folded);
        expect(foldHan(folded)).toBe(folded);
      }),
    );
  });
});

describe("the table", () => {
  test("is what the build makes of the dictionaries now", () => {
    expect(HAN_CLASSES).toBe(hanClasses());
  });

  test("is small, and has every character once", () => {
    const characters = [...HAN_CLASSES.replaceAll(" ", "")];
    expect(new Set(characters).size).toBe(characters.length);
    expect(characters.length).toBeGreaterThan(7000);
    expect(new TextEncoder().encode(HAN_CLASSES).length).toBeLessThan(32 * 1024);
    expect(Math.max(...HAN_CLASSES.split(" ").map((one) => [...one].length))).toBeLessThan(8);
  });
});
