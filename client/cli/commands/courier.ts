import { commandGroup } from "../group.ts";

export const courier = commandGroup(
  "courier",
  "make a courier's key, fetch tips and deliver letters, online; hide or show their onion",
  new Map([
    ["init", async () => (await import("./courier/init.ts")).courierInit],
    ["pack", async () => (await import("./courier/pack.ts")).courierPack],
    ["pickup", async () => (await import("./courier/pickup.ts")).courierPickup],
    ["deliver", async () => (await import("./courier/deliver.ts")).courierDeliver],
    ["authorize", async () => (await import("./courier/authorize.ts")).courierAuthorize],
    ["revoke", async () => (await import("./courier/revoke.ts")).courierRevoke],
  ]),
);
