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
} as const;

export const UNIT = "etc/systemd/system/nightjar.service";
export const TORRCS = ["etc/tor/torrc.d/nightjar-sources.conf", "etc/tor/torrc.d/nightjar-couriers.conf"];

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

/** The unit and tor's settings with these values, by the paths that they have on a machine, without the first `/`. */
export async function serviceFiles(values: ServiceValues): Promise<PlannedFile[]> {
  const text = async (name: string) => await readFile(new URL(name, DEPLOY), "utf8");
  const files: [string, string][] = [[UNIT, unitWith(await text("nightjar.service"), values)]];
  for (const path of TORRCS) {
    const template = await text(`tor/${path.split("/").at(-1)}`);
    files.push([path, template.replaceAll(USUAL.sockets, values.sockets)]);
  }
  return files.map(([path, filled]) => ({ path, bytes: utf8(filled), mode: 0o644 }));
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
