import { commandGroup } from "../group.ts";

export const anchor = commandGroup(
  "anchor",
  "look at what everything trusts from the start",
  new Map([["show", async () => (await import("./anchor/show.ts")).anchorShow]]),
);
