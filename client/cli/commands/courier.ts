import { commandGroup } from "../group.ts";

export const courier = commandGroup(
  "courier",
  "fetch tips and deliver letters, online; hide or show the couriers' onion",
  new Map([
    ["pickup", async () => (await import("./courier/pickup.ts")).courierPickup],
    ["deliver", async () => (await import("./courier/deliver.ts")).courierDeliver],
    ["authorize", async () => (await import("./courier/authorize.ts")).courierAuthorize],
    ["revoke", async () => (await import("./courier/revoke.ts")).courierRevoke],
  ]),
);
