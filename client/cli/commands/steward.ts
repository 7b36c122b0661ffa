import { commandGroup } from "../group.ts";

export const steward = commandGroup(
  "steward",
  "make a steward's key, and sign rosters with it, offline",
  new Map([
    ["init", async () => (await import("./steward/init.ts")).stewardInit],
    ["review", async () => (await import("./steward/review.ts")).stewardReview],
    ["sign", async () => (await import("./steward/sign.ts")).stewardSign],
    ["freshen", async () => (await import("./steward/freshen.ts")).stewardFreshen],
  ]),
);
