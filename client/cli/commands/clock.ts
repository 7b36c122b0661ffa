import { commandGroup } from "../group.ts";

export const clock = commandGroup(
  "clock",
  "say that the server's clock is right",
  new Map([["confirm", async () => (await import("./clock/confirm.ts")).clockConfirm]]),
);
