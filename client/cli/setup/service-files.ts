import { readFile } from "node:fs/promises";
import { utf8 } from "../../../crypto/bytes.ts";
import { usage } from "../options.ts";
import type { PlannedFile } from "./planned-file.ts";

/** What an operator's machine has otherwise than `deploy/` says. */
export interface ServiceValues {
  readonly app: string;
  readonly data: string;
  readonly user: string;
  readonly sockets: string;
  /** Further settings of the server, by name. */
  readonly settings: ReadonlyMap<string, string>;
}

/** What `deploy/` says. */
export const USUAL = {
  app: "/opt/nightjar",
  data: "/var/lib/nightjar",
  user: "nightjar",
  sockets: "/var/lib/tor-onion-sockets",
  tor: "/var/lib/tor/nightjar-couriers",
  torSources: "/var/lib/tor/nightjar-sources",
  status: "/run/nightjar/status.sock",
} as const;

export const UNIT = "etc/systemd/system/nightjar.service";
export const JOURNAL = "etc/systemd/journald.conf.d/nightjar.conf";

/** Where each of `deploy/` belongs on a machine, without the first `/`. */
const PLACES = {
  [UNIT]: "nightjar.service",
  [JOURNAL]: "journald.conf",
  "etc/tor/torrc.d/nightjar-sources.conf": "tor/nightjar-sources.conf",
  "etc/tor/torrc.d/nightjar-couriers.conf": "tor/nightjar-couriers.conf",
};
export const SERVICE_FILES: readonly string[] = Object.keys(PLACES);

const DEPLOY = new URL("../../../deploy/", import.meta.url);

/** A path that means the same to systemd, tor and a shell. @throws CliError usage */
export function plainPath(name: string, text: string): string {
  const plain = /^(\/[A-Za-z0-9_.-]+)+$/.test(text) && !/\/\.\.?(\/|$)/.test(text);
  if (plain) return text;
  throw usage(
    `The option --${name} takes a whole path of letters, digits and "_", "-", "." like ${USUAL.app}`,
  );
}

/** @throws CliError usage */
export function userName(text: string): string {
  if (/^[a-z_][a-z0-9_-]{0,31}$/.test(text) && text !== "root") return text;
  throw usage("The option --user takes the name of a user other than root");
}

/** What makes the server's user, typed as root. */
export function makeUser(user: string): string {
  return `adduser --system --group --no-create-home --home /nonexistent ${user}`;
}

/** The unit, the journal's and tor's settings with these values, by the paths that they have on a machine, without the first `/`. */
export async function serviceFiles(values: ServiceValues): Promise<PlannedFile[]> {
  const files = Object.entries(PLACES).map(async ([path, name]) => {
    const template = await readFile(new URL(name, DEPLOY), "utf8");
    const filled =
      path === UNIT ? unitWith(template, values) : template.replaceAll(USUAL.sockets, values.sockets);
    return { path, bytes: utf8(filled), mode: 0o644 };
  });
  return await Promise.all(files);
}

function unitWith(template: string, { app, data, user, sockets, settings }: ServiceValues): string {
  const lines = template.split("\n").flatMap((line): string[] => {
    if (line === "Environment=NIGHTJAR_CIRCUITS=1") {
      return [line, ...[...settings].map(([name, value]) => `Environment=${name}=${value}`)];
    }
    if (line === `Environment=NIGHTJAR_DATA=${USUAL.data}`) return [`Environment=NIGHTJAR_DATA=${data}`];
    if (line === `User=${USUAL.user}` || line === `Group=${USUAL.user}`)
      return [line.replace(USUAL.user, user)];
    if (line.startsWith("ReadOnlyPaths=")) return [line.replace(USUAL.data, data)];
    // systemd keeps a service's own folder below /var/lib only.
    if (line.startsWith("StateDirectory=") && data !== USUAL.data) return [`ReadWritePaths=${data}`];
    if (line.startsWith("StateDirectoryMode=") && data !== USUAL.data) return [];
    return [line.startsWith("#") ? line : line.replaceAll(USUAL.app, app).replaceAll(USUAL.sockets, sockets)];
  });
  return lines.join("\n");
}
