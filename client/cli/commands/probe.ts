import { commandGroup } from "../group.ts";

export const probe = commandGroup(
  "probe",
  "send sealed test tips, and see whether they come out",
  new Map([
    ["send", async () => (await import("./probe/send.ts")).probeSend],
    ["check", async () => (await import("./probe/check.ts")).probeCheck],
  ]),
);
