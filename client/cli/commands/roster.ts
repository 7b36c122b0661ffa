import { commandGroup } from "../group.ts";

export const roster = commandGroup(
  "roster",
  "draft, assemble, publish and check who can read",
  new Map([
    ["draft", async () => (await import("./roster/draft.ts")).rosterDraft],
    ["assemble", async () => (await import("./roster/assemble.ts")).rosterAssemble],
    ["publish", async () => (await import("./roster/publish.ts")).rosterPublish],
    ["log", async () => (await import("./roster/log.ts")).rosterLog],
    ["verify", async () => (await import("./roster/verify.ts")).rosterVerify],
  ]),
);
