import { commandGroup } from "../group.ts";

export const courier = commandGroup(
  "courier",
  "make a courier's key, and fetch envelopes with it, online",
  new Map([
    ["init", async () => (await import("./courier/init.ts")).courierInit],
    ["pickup", async () => (await import("./courier/pickup.ts")).courierPickup],
  ]),
);
