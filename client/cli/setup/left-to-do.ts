import { makeUser, SERVICE_FILES, type ServiceValues, USUAL } from "./service-files.ts";

/** How far a setup has come. */
export interface Progress {
  readonly service: ServiceValues;
  /** Where the service files were written: `/`, a folder to be looked at first, or nowhere. */
  readonly written: string | undefined;
  /** Whether the data could be given to the server's user. */
  readonly ownerKnown: boolean;
  /** Whether the folder of the sockets is as it should be. */
  readonly sockets: boolean;
  readonly pages: boolean;
  readonly rosters: boolean;
  /** Whether Debian's tor is on the machine. */
  readonly tor: boolean;
  /** Whether tor's own file names the fragments already; a second time, tor would not start. */
  readonly included: boolean;
  /** Whether systemd runs the machine. */
  readonly systemd: boolean;
  /** Whether tor and the server were started. */
  readonly started: boolean;
  /** Whether an earlier journal lies on the disk. */
  readonly journal: boolean;
}

/** The line that brings in the fragments. */
export const INCLUDE = "%include /etc/tor/torrc.d/*.conf";

/** Whether a torrc has the line that brings in the fragments. */
export function includesFragments(torrc: string): boolean {
  return /^[ \t]*%include[ \t]+"?\/etc\/tor\/torrc\.d(\/(\*\.conf)?)?"?[ \t]*(#.*)?$/m.test(torrc);
}

/** What only a person, or root, can do, in its order. */
export function leftToDo(done: Progress): string[] {
  const { user, data, sockets, settings } = done.service;
  const { written } = done;
  const lines: string[] = [];
  if (!done.ownerKnown) {
    lines.push(`make the user, as root: ${makeUser(user)}`);
    lines.push(
      `give the data to it, as root: chown ${user}:${user} ${data} && chown -R root:root ${data}/public`,
    );
  }
  if (!done.pages) lines.push("build the pages (npm run build), then run this again with --pages");
  if (!done.rosters) lines.push("publish rosters (roster publish), or run this again with --known");
  if (written === undefined)
    lines.push("write the service files: run this again with --out DIR, or as root with --system");
  else if (written !== "/") {
    for (const path of SERVICE_FILES)
      lines.push(`look at it, then, as root: install -D -m 644 ${written}/${path} /${path}`);
  }
  if (!done.tor) lines.push("install tor, as root: apt-get install --no-install-recommends tor");
  if (!done.sockets)
    lines.push(
      `make the folder of the sockets, as root: install -d -o ${user} -g debian-tor -m 2750 ${sockets}`,
    );
  if (!done.included) lines.push(`have /etc/tor/torrc say: ${INCLUDE}`);
  if (!done.started)
    lines.push(
      done.systemd
        ? "start, as root: systemctl daemon-reload && systemctl enable nightjar && systemctl restart systemd-journald nightjar tor@default"
        : "start tor, and the server as nightjar.service says, by what runs this machine: no systemd does",
    );
  if (!settings.has("NIGHTJAR_COURIER_NAMES"))
    lines.push(
      `once tor has made the couriers' onion, tell the server its name: run this again with ${written === "/" ? "--system" : `--tor ${USUAL.tor}`} --force, and restart it`,
    );
  if (done.journal)
    lines.push("remove what the journal kept on the disk so far, as root: rm -r /var/log/journal");
  lines.push("look at it all: nightjar doctor");
  return lines;
}
