import { join } from "node:path";
import { expect, test } from "vitest";
import { commandLine } from "../../../support/command-line.ts";
import { startCourierServer } from "../../../support/courier-server.ts";
import { testInstance } from "../../../support/instance.ts";
import { startSocksProxy } from "../../../support/socks-proxy.ts";
import { temporaryFolder } from "../support/cli.ts";
import { contentsOf, courierOnDisk } from "../support/courier.ts";

const folder = temporaryFolder();

test("through a proxy, which is given the onion's name and never an address", async () => {
  const courier = courierOnDisk(join(folder, "onion"), testInstance({ demo: false }));
  const onion = `${"nightjar".repeat(7)}.onion`;
  const names = { NIGHTJAR_COURIER_NAMES: onion };
  await using server = await startCourierServer(courier, [9, () => 200_000], names);
  await using proxy = await startSocksProxy(Number(new URL(server.url).port));
  const args = courier.pickup({ url: `http://${onion}` }, "--socks", proxy.address);
  expect(await commandLine(args)).toMatchObject({ code: 0, stderr: "" });
  expect((await contentsOf(courier.bundle)).ids).toEqual(server.ids);
  expect(new Set(proxy.requests.map((request) => JSON.stringify(request)))).toEqual(
    new Set([JSON.stringify({ addressType: 3, host: onion, port: 80 })]),
  );
  // Connections are kept: no more of them than are used at once.
  expect(proxy.requests.length).toBeLessThanOrEqual(5);
});
