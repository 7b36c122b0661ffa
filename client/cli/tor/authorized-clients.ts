import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { parseUtf8, utf8 } from "../../../crypto/bytes.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import { authFile, type ClientKey } from "../../courier/onion-key.ts";
import { syncFolder } from "../courier/write-tar.ts";
import { CliError } from "../errors.ts";
import { exists, readSmallFile, requireFolder } from "../files.ts";
import { giveFolder, keepBelow, removeBelow } from "../setup/kept-folder.ts";
import { type ClientName, nobodysAuthFile, parseAuthFile, parseClientName } from "./client-key.ts";

/** Holds a key whose secret half nobody has: tor opens an onion to everybody when no key is left. */
const NOBODY = parseClientName("nobody");

/** The folder that tor keeps for an onion service (`HiddenServiceDir`), as far as it says who may come. */
export class AuthorizedClients {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** @throws CliError file-…, tor-refused for the sources' own, which would be shut to all of them */
  static async of(hiddenServiceDir: string): Promise<AuthorizedClients> {
    await requireFolder(hiddenServiceDir);
    if (basename(resolve(hiddenServiceDir)).includes("sources")) {
      throw new CliError(
        "tor-refused",
        `${hiddenServiceDir} is the sources' onion, which a key would shut to every source: give the couriers' own.`,
      );
    }
    const folder = join(hiddenServiceDir, "authorized_clients");
    if (await exists(folder)) await giveFolder(folder, await stat(hiddenServiceDir), 0o700);
    return new AuthorizedClients(folder);
  }

  /** False if exactly this key is there already. @throws CliError usage, output-refused for another key of that name */
  async add(name: ClientName, key: ClientKey): Promise<boolean> {
    if (name === NOBODY)
      throw new CliError("usage", `"${NOBODY}" is kept for a key that lets nobody in: choose another name.`);
    const path = this.#path(name);
    const text = authFile(key);
    if (await exists(path)) {
      if (authFile(await readAuthFile(path)) === text) return false;
      throw new CliError(
        "output-refused",
        `${path} holds another key: revoke it first, or choose another name.`,
      );
    }
    await this.#write(path, text);
    return true;
  }

  /**
   * Takes a key away. If none would be left, one that fits nobody takes its place first; true then.
   * @throws CliError file-missing
   */
  async remove(name: ClientName): Promise<boolean> {
    const path = this.#path(name);
    if (name === NOBODY || !(await exists(path))) {
      throw new CliError("file-missing", `${path} is not there: check the name, and --tor.`);
    }
    const names = await readdir(this.#folder);
    const left = names.filter((other) => other.endsWith(".auth") && other !== `${name}.auth`);
    if (left.length === 0) await this.#write(this.#path(NOBODY), nobodysAuthFile());
    await removeBelow(dirname(this.#folder), path);
    return left.length === 0;
  }

  #path(name: ClientName): string {
    return join(this.#folder, `${name}.auth`);
  }

  async #write(path: string, text: string): Promise<void> {
    // What root writes must be tor's own, or tor can't read it; and tor's user may put links there.
    const file = { path, bytes: utf8(text), mode: 0o600, fate: "replaced" } as const;
    await keepBelow(dirname(this.#folder), [file], await stat(dirname(this.#folder)), 0o700);
    await syncFolder(this.#folder);
  }
}

/** @throws CliError file-…, tor-refused */
export async function readAuthFile(path: string): Promise<ClientKey> {
  const bytes = await readSmallFile(path, 1024);
  try {
    return parseAuthFile(path, parseUtf8(bytes, "identity-malformed"));
  } catch (error) {
    if (error instanceof CryptoError) return parseAuthFile(path, "");
    throw error;
  }
}
