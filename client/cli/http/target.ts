import { isIPv4 } from "node:net";
import { resolve } from "node:path";
import { CliError } from "../errors.ts";
import { usage } from "../options.ts";

/** Where a server is reached. */
export type Target =
  | { readonly kind: "socket"; readonly path: string }
  | {
      readonly kind: "host";
      readonly host: string;
      readonly port: number;
      readonly proxy: SocksProxy | undefined;
    };

/** A SOCKS5 proxy on this machine. It is given names, never addresses: who asks DNS for an onion's name tells it to the network. */
export interface SocksProxy {
  readonly host: string;
  readonly port: number;
}

/** The options that say where: one of the first two is given. */
export interface TargetOptions {
  readonly url?: string | undefined;
  readonly unix?: string | undefined;
  readonly socks?: string | undefined;
}

/** How the proxy is asked for; for helps. */
export const SOCKS_OPTION = {
  "[--socks HOST:PORT]":
    "a SOCKS5 proxy on this machine (Tor: 127.0.0.1:9050); the server's name is left to it",
} as const;

const ONION = /^(?:[a-z0-9-]+\.)*[a-z2-7]{56}\.onion$/;

/** @throws CliError usage for what can't be reached, or couldn't without telling the network what is carried */
export function targetFrom({ url, unix, socks }: TargetOptions): Target {
  if (unix !== undefined) {
    if (socks !== undefined) throw usage("A Unix socket is reached without --socks");
    return { kind: "socket", path: unix };
  }
  const { host, port } = hostOf(url ?? "");
  const proxy = socks === undefined ? undefined : proxyFrom(socks);
  if (host.endsWith(".onion") && !proxy) {
    throw usage("An onion address is reached through Tor only: add --socks 127.0.0.1:9050");
  }
  return { kind: "host", host, port, proxy };
}

/** What goes into the Host header, and into sentences. */
export function nameOfTarget(target: Target): string {
  if (target.kind === "socket") return "localhost";
  const host = target.host.includes(":") ? `[${target.host}]` : target.host;
  return target.port === 80 ? host : `${host}:${target.port}`;
}

/** As a courier signs whom it talks to (SPEC.md, "Couriers"). */
export function addressOf(target: Target): string {
  return target.kind === "socket" ? `unix:${resolve(target.path)}` : nameOfTarget(target);
}

function hostOf(text: string): { host: string; port: number } {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const bare = url?.pathname === "/" && url.search + url.hash + url.username + url.password === "";
  if (!url || !bare || !/^https?:$/.test(url.protocol)) {
    throw usage("The option --url takes an address like http://….onion, without a path");
  }
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (url.protocol === "http:" && (ONION.test(host) || isLoopback(host))) {
    return { host, port: url.port === "" ? 80 : Number(url.port) };
  }
  throw new CliError(
    "usage",
    "Only an onion address (http://….onion) or this machine's own is used: elsewhere the network would see who goes there.",
  );
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIPv4(host) && host.startsWith("127."));
}

function proxyFrom(text: string): SocksProxy {
  const [, host = "", port = ""] = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\]):(\d{1,5})$/.exec(text) ?? [];
  const number = Number(port);
  if (host === "" || number < 1 || number > 65535) {
    throw usage("The option --socks takes a proxy on this machine, such as 127.0.0.1:9050");
  }
  return { host: host.replace(/^\[|\]$/g, ""), port: number };
}
