import { commandGroup } from "../group.ts";

export const roster = commandGroup(
  "roster",
  "publish and check who can read",
  new Map([
    ["publish", async () => (await import("./roster/publish.ts")).rosterPublish],
    ["log", async () => (await import("./roster/log.ts")).rosterLog],
    ["verify", async () => (await import("./roster/verify.ts")).rosterVerify],
  ]),
);
