import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where `deploy/tor/` puts things on a Debian server. */
const FOLDERS = "/var/lib/tor/";
const SOCKETS = "/var/lib/tor-onion-sockets/";

/** The torrc lines of an onion as the project deploys it, but for where its folder and its socket are. */
export function deployedOnion(
  name: "nightjar-sources" | "nightjar-couriers",
  folder: string,
  sockets: string,
): { folder: string; lines: string[] } {
  const text = readFileSync(`deploy/tor/${name}.conf`, "utf8");
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const moved = lines.map((line) => line.replace(FOLDERS, `${folder}/`).replace(SOCKETS, `${sockets}/`));
  return { folder: join(folder, name), lines: moved };
}

/** Lets a client see an onion: `publicKey` is its x25519 key in unpadded base32. To be called before tor begins. */
export function authorizeClient(onionFolder: string, client: string, publicKey: string): void {
  const folder = join(onionFolder, "authorized_clients");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, `${client}.auth`), `descriptor:x25519:${publicKey}\n`, { mode: 0o600 });
}

/** A client's private key for an onion, where its tor finds it (`ClientOnionAuthDir`). */
export function giveKey(authFolder: string, onion: string, secretKey: string): void {
  const address = onion.replace(/\.onion$/, "");
  writeFileSync(join(authFolder, "couriers.auth_private"), `${address}:descriptor:x25519:${secretKey}\n`, {
    mode: 0o600,
  });
}
