import { commandGroup } from "../group.ts";

export const reviewer = commandGroup(
  "reviewer",
  "make a reviewer's vault and enrolment card, offline",
  new Map([
    ["enroll", async () => (await import("./reviewer/enroll.ts")).reviewerEnroll],
    ["card", async () => (await import("./reviewer/card.ts")).reviewerCardCommand],
    ["renew", async () => (await import("./reviewer/renew.ts")).reviewerRenew],
  ]),
);
