import { commandGroup } from "../group.ts";

export const anchor = commandGroup(
  "anchor",
  "make what everything trusts from the start, and move away from it",
  new Map([
    ["create", async () => (await import("./anchor/create.ts")).anchorCreate],
    ["show", async () => (await import("./anchor/show.ts")).anchorShow],
    ["move", async () => (await import("./anchor/move.ts")).anchorMove],
    ["assemble", async () => (await import("./anchor/assemble.ts")).anchorAssemble],
    ["follow", async () => (await import("./anchor/follow.ts")).anchorFollow],
  ]),
);
