import { isUtf8 } from "node:buffer";
import { resolve } from "node:path";
import { CliError } from "../errors.ts";
import { behindLinks, exists, readSmallFile } from "../files.ts";
import { UNIT } from "../setup/service-files.ts";

/** What a systemd unit says of a server. */
export interface Unit {
  readonly user: string | undefined;
  /** The server's settings. */
  readonly environment: ReadonlyMap<string, string>;
  /** Every `Name=value` of its section [Service], each with its last value. */
  readonly service: ReadonlyMap<string, string>;
}

/** Where "nightjar setup --system" writes it. */
export const USUAL_UNIT = `/${UNIT}`;

/** The unit in this file, or else the usual one, if there is one. @throws CliError file-… */
export async function unitAt(path: string | undefined, usual = USUAL_UNIT): Promise<Unit | undefined> {
  if (path !== undefined) return await readUnit(path);
  return (await exists(usual)) ? await readUnit(usual) : undefined;
}

/** Whether it is of the server that works on this data folder: a machine may have more than one. */
export async function isUnitOf(unit: Unit, data: string): Promise<boolean> {
  const named = unit.environment.get("NIGHTJAR_DATA");
  return named !== undefined && resolve(await behindLinks(named)) === resolve(await behindLinks(data));
}

/** @throws CliError file-… */
export async function readUnit(path: string): Promise<Unit> {
  const bytes = await readSmallFile(path);
  if (!isUtf8(bytes))
    throw new CliError("file-kind", `${path} is no text, and so no systemd unit: check the path.`);
  return parseUnit(Buffer.from(bytes).toString());
}

/** The lines of [Service]; `Environment=` as "nightjar setup" writes it, one setting a line, quoted or not. */
export function parseUnit(text: string): Unit {
  const environment = new Map<string, string>();
  const service = new Map<string, string>();
  let section = "";
  for (const line of text
    .replaceAll("\\\n", " ")
    .split("\n")
    .map((raw) => raw.trim())) {
    if (line === "" || line.startsWith("#") || line.startsWith(";")) continue;
    section = /^\[(.+)\]$/.exec(line)?.[1] ?? section;
    const [, name, value = ""] = /^([A-Za-z]+)\s*=\s*(.*)$/.exec(line) ?? [];
    if (section !== "Service" || name === undefined) continue;
    service.set(name, value);
    const [, setting, text = ""] = /^"?([A-Z_]+)=([^"]*)"?$/.exec(value) ?? [];
    if (name === "Environment" && setting !== undefined) environment.set(setting, text);
  }
  return { user: service.get("User"), environment, service };
}
