import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT, reachableFrom, SERVER_PROGRAMS } from "../support/imports.ts";

const text = readFileSync(join(ROOT, "deploy/Containerfile"), "utf8");
const instructions = text
  .replaceAll("\\\n", " ")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"));
const of = (name: string) =>
  instructions.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));

const page = readFileSync(join(ROOT, "docs/operating.md"), "utf8");
const [run = ""] = page.split("\n").filter((line) => line.startsWith("    podman run "));

/** What is copied from the tree, by the name it has there. */
const copied = of("COPY")
  .filter((line) => !line.startsWith("--from"))
  .flatMap((line) => line.split(" ").slice(0, -1));

test("what is copied is there, and all that the server and the commands reach is copied", () => {
  expect(copied.filter((name) => !existsSync(join(ROOT, name)))).toEqual([]);
  const reached = [...SERVER_PROGRAMS, "bin/nightjar.ts"].flatMap((entry) => [...reachableFrom(entry)]);
  const files = reached.filter((name) => name.endsWith(".ts"));
  expect(files.length).toBeGreaterThan(200);
  expect(
    files.filter((name) => !copied.some((folder) => name === folder || name.startsWith(`${folder}/`))),
  ).toEqual([]);
});

test("it runs the server as somebody without rights, with what is installed by the lockfile alone", () => {
  const [entry = "[]"] = of("ENTRYPOINT");
  expect(JSON.parse(entry)).toEqual([
    "/opt/nightjar/node_modules/.bin/node",
    "--disable-sigusr1",
    "/opt/nightjar/server/main.ts",
  ]);
  expect(of("USER")).toEqual(["990:990"]);
  expect(of("RUN").filter((line) => line.includes("npm "))).toContain("npm ci --omit=dev");
  expect(readFileSync(join(ROOT, ".npmrc"), "utf8")).toContain("ignore-scripts=true");
});

test("it is told by what name couriers dial it, and none of its sockets lies among the data", () => {
  expect(text).toMatch(/NIGHTJAR_COURIER_LISTEN=/);
  expect(run).toContain(" --env NIGHTJAR_COURIER_NAMES=$(cat /var/lib/tor/nightjar-couriers/hostname) ");
  const sockets = Array.from(text.matchAll(/=(?:unix:)?(\S+\.sock)/g), ([, socket]) => socket);
  expect(sockets.length).toBe(3);
  expect(sockets.filter((socket) => !socket?.startsWith("/sockets/"))).toEqual([]);
});

test("the page runs it with a read-only root, no network, no swap, and nothing that cgroup v2 refuses", () => {
  for (const option of [
    "--read-only",
    "--network none",
    "--cap-drop all",
    "no-new-privileges",
    "--ulimit core=0",
  ])
    expect(run).toContain(option);
  const [, memory, both] = / --memory (\S+) --memory-swap (\S+) /.exec(run) ?? [];
  expect([memory, both]).toEqual([both, expect.any(String)]);
  expect(run).not.toContain("swappiness");
  // As long as systemd's: podman grants a stop ten seconds of its own accord.
  const unit = readFileSync(join(ROOT, "deploy/nightjar.service"), "utf8");
  const [, granted = ""] = /^TimeoutStopSec=(\d+)$/m.exec(unit) ?? [];
  expect(run).toContain(` --stop-timeout ${granted} `);
  for (const [, place = ""] of text.matchAll(/=(?:unix:)?(\/(?:data|sockets))\b/g))
    expect(run).toMatch(new RegExp(`--volume /var/lib/[a-z-]+:${place} `));
});
