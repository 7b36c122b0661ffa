import { describe, expect, test } from "vitest";
import { isLoopback, parseConfig } from "../../server/config.ts";
import { StartError } from "../../server/errors.ts";

const DATA = { NIGHTJAR_DATA: "/d" };

test("without settings: a demo's port on this machine, three weeks, 100 MiB an envelope, 10 GiB in all", () => {
  expect(parseConfig(DATA)).toEqual({
    data: "/d",
    listen: { host: "127.0.0.1", port: 8080 },
    circuits: false,
    circuitTips: 8,
    courierListen: undefined,
    lettersAtOnce: false,
    courierNames: [],
    status: undefined,
    retentionDays: 21,
    eraseAfterDays: 3,
    maxEnvelope: 104_857_600,
    room: 10 * 2 ** 30,
  });
});

test("every setting is taken", () => {
  const env = {
    ...DATA,
    NIGHTJAR_HOST: "::1",
    NIGHTJAR_PORT: "0",
    NIGHTJAR_COURIER_LISTEN: "[::1]:8081",
    NIGHTJAR_LETTERS_AT_ONCE: "1",
    NIGHTJAR_COURIER_NAMES: "a.onion,[::1]:8081,unix:/run/s.sock",
    NIGHTJAR_STATUS: "/run/nightjar/status.sock",
    NIGHTJAR_RETENTION_DAYS: "7",
    NIGHTJAR_ERASE_AFTER: "0",
    NIGHTJAR_MAX_ENVELOPE: "200000",
    NIGHTJAR_ROOM: "2000000",
    PATH: "/bin",
  };
  expect(parseConfig(env)).toEqual({
    data: "/d",
    listen: { host: "::1", port: 0 },
    circuits: false,
    circuitTips: 8,
    courierListen: { host: "::1", port: 8081 },
    lettersAtOnce: true,
    courierNames: ["a.onion", "[::1]:8081", "unix:/run/s.sock"],
    status: "/run/nightjar/status.sock",
    retentionDays: 7,
    eraseAfterDays: 0,
    maxEnvelope: 200_000,
    room: 2_000_000,
  });
});

describe("a wrong setting is one sentence that names it", () => {
  test.each([
    ["NIGHTJAR_DATA", ""],
    ["NIGHTJAR_STATUS", ""],
    ["NIGHTJAR_STATUS", "status.sock"],
    ["NIGHTJAR_HOST", "example.org"],
    ["NIGHTJAR_HOST", ""],
    ["NIGHTJAR_PORT", "65536"],
    ["NIGHTJAR_PORT", "-1"],
    ["NIGHTJAR_PORT", "080"],
    ["NIGHTJAR_PORT", "8080 "],
    ["NIGHTJAR_PORT", ""],
    ["NIGHTJAR_PORT", "1e3"],
    ...[
      ...["", "8081", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:080", "example.org:8081"],
      ...[
        "::1:8081",
        "[127.0.0.1]:8081",
        "[::1]",
        "unix:",
        "unix:relative",
        "unix",
        "http://127.0.0.1:8081",
        "127.0.0.1:8081 ",
      ],
    ].map((value): [string, string] => ["NIGHTJAR_COURIER_LISTEN", value]),
    ...["", ",", "a.onion,", "a.onion:80", "http://a.onion", "A.onion", "unix:here"].map(
      (value): [string, string] => ["NIGHTJAR_COURIER_NAMES", value],
    ),
    ["NIGHTJAR_RETENTION_DAYS", "0"],
    ["NIGHTJAR_RETENTION_DAYS", "2.5"],
    ["NIGHTJAR_ERASE_AFTER", "366"],
    ["NIGHTJAR_ERASE_AFTER", "-1"],
    ["NIGHTJAR_MAX_ENVELOPE", "100MB"],
    ["NIGHTJAR_MAX_ENVELOPE", "1000"],
    ["NIGHTJAR_ROOM", "10"],
    ["NIGHTJAR_ROOM", "104857600"],
    ["NIGHTJAR_RETENTION", "21"],
    ["NIGHTJAR_", "x"],
    ["NODE_DEBUG", "http"],
  ])("%s=%j", (name, value) => {
    const parse = () => parseConfig({ ...DATA, [name]: value });
    expect(parse).toThrow(StartError);
    expect(parse).toThrow(name);
    expect(parse).toThrow(/^[^\n]+\.$/);
  });
});

test.each([
  ["127.0.0.1:0", { host: "127.0.0.1", port: 0 }],
  ["localhost:65535", { host: "localhost", port: 65_535 }],
  ["unix:/run/a b:c", { socket: "/run/a b:c" }],
])("couriers are served at %s", (value, place) => {
  expect(parseConfig({ ...DATA, NIGHTJAR_COURIER_LISTEN: value }).courierListen).toEqual(place);
});

test("what is loopback", () => {
  const yes = ["127.0.0.1", "127.77.3.2", "::1", "localhost"];
  const no = ["0.0.0.0", "::", "10.0.0.1", "127.0.0.1.evil.example", "localhost.evil.example", "", "127.1"];
  expect(yes.filter((host) => !isLoopback(host))).toEqual([]);
  expect(no.filter(isLoopback)).toEqual([]);
});

describe("behind tor", () => {
  test("a Unix socket, and circuits", () => {
    const env = { ...DATA, NIGHTJAR_LISTEN: "unix:/run/s.sock", NIGHTJAR_CIRCUITS: "1" };
    expect(parseConfig(env)).toMatchObject({ listen: { socket: "/run/s.sock" }, circuits: true });
  });

  test.each([
    { NIGHTJAR_LISTEN: "unix:/run/s.sock", NIGHTJAR_PORT: "8080" },
    { NIGHTJAR_LISTEN: "unix:/run/s.sock", NIGHTJAR_HOST: "127.0.0.1" },
    { NIGHTJAR_LISTEN: "unix:run/s.sock" },
    { NIGHTJAR_CIRCUITS: "yes" },
  ])("%j is refused in a sentence that names the setting", (env) => {
    expect(() => parseConfig({ ...DATA, ...env })).toThrow(StartError);
    expect(() => parseConfig({ ...DATA, ...env })).toThrow(Object.keys(env)[0]);
  });
});
