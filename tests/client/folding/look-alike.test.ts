import { expect, test } from "vitest";
import { looksAlike } from "../../../client/folding/look-alike.ts";

test.each([
  ["Heron", "Heron"],
  ["Heron", "\u041deron"],
  ["Heron", "Her\u043en"],
  ["Heron", "heron"],
  ["Heron", "Heron\ufe0f"],
  ["Heron", "He\u034fron"],
  ["Heron", "He\u3164ron"],
  ["Heron", "\uff28eron"],
  ["Heron", "He ron"],
  ["Iris", "lris"],
  ["Ilo", "1lo"],
  ["modern", "modem"],
  ["夜鹰", "夜鷹"],
  ["José", "Jose\u0301"],
])("%j and %j look alike", (a, b) => {
  expect([looksAlike(a, b), looksAlike(b, a)]).toEqual([true, true]);
});

test.each([
  ["Heron", "Hero"],
  ["Heron", "Egret"],
  ["José", "Jose"],
  ["夜鹰", "夜鸟"],
  ["R1", "R10"],
])("%j and %j do not", (a, b) => {
  expect([looksAlike(a, b), looksAlike(b, a)]).toEqual([false, false]);
});
