import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseUnit } from "../../client/cli/doctor/unit.ts";
import { ROOT } from "../support/imports.ts";

const text = readFileSync(join(ROOT, "deploy/nightjar.service"), "utf8");
const { service, environment } = parseUnit(text);
const all = (name: string) =>
  text
    .split("\n")
    .filter((line) => line.startsWith(`${name}=`))
    .map((line) => line.slice(name.length + 1));

test("tor's control socket, its SOCKS socket and the system bus are not in the server's sight", () => {
  // A member of tor's group could command tor: by its control socket it would have the network that the unit denies.
  expect(all("SupplementaryGroups")).toEqual([]);
  expect(all("TemporaryFileSystem")).toEqual(["/run:ro"]);
  expect(all("BindPaths")).toEqual([`/run/${service.get("RuntimeDirectory")}`]);
  expect(environment.get("NIGHTJAR_STATUS")).toMatch(/^\/run\/nightjar\/[^/]+$/);
});

test("no network, and no io_uring, which would open sockets past the filter of system calls", () => {
  expect(all("PrivateNetwork")).toEqual(["yes"]);
  expect(all("RestrictAddressFamilies")).toEqual(["AF_UNIX"]);
  const denied = all("SystemCallFilter").flatMap((line) =>
    line.startsWith("~") ? line.slice(1).split(" ") : [],
  );
  expect(denied).toEqual(
    expect.arrayContaining([
      "@privileged",
      "@resources",
      "io_uring_setup",
      "io_uring_enter",
      "io_uring_register",
    ]),
  );
});

test("only its own data and the sockets' folder can be written", () => {
  expect(all("ProtectSystem")).toEqual(["strict"]);
  expect(all("ReadWritePaths")).toEqual(["/var/lib/tor-onion-sockets"]);
  expect(all("StateDirectory")).toEqual(["nightjar"]);
});

test("what is compiled is kept in a folder of the service's own, which nobody else reads", () => {
  expect(environment.get("NODE_COMPILE_CACHE")).toBe(`/var/cache/${service.get("CacheDirectory")}`);
  expect(all("CacheDirectoryMode")).toEqual(["0700"]);
  expect(service.get("ExecStart")).toContain(" --disable-sigusr1 ");
});

test("what is public is root's, and the server only reads it; its memory and threads are bounded", () => {
  expect(all("ReadOnlyPaths")).toEqual([`-${environment.get("NIGHTJAR_DATA")}/public`]);
  expect(all("MemoryMax")).toEqual(["768M"]);
  expect(all("TasksMax")).toEqual(["64"]);
});
