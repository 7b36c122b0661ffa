import { commandGroup } from "../group.ts";

export const casebook = commandGroup(
  "casebook",
  "check, merge and export casebooks, offline",
  new Map([
    ["verify", async () => (await import("./casebook/verify.ts")).casebookVerify],
    ["merge", async () => (await import("./casebook/merge.ts")).casebookMerge],
    ["export", async () => (await import("./casebook/export.ts")).casebookExport],
  ]),
);
