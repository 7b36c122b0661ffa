import { commandGroup } from "../group.ts";

export const steward = commandGroup(
  "steward",
  "make a steward's key, and sign rosters with it, offline",
  new Map([["init", async () => (await import("./steward/init.ts")).stewardInit]]),
);
