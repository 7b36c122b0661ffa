import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** One tor, with a folder of its own. */
export class TorProcess {
  readonly data: string;
  readonly #child: ChildProcess;

  /** @param empty an empty file: tor takes no /dev/null for its defaults */
  constructor(data: string, lines: readonly string[], empty: string) {
    this.data = data;
    const torrc = join(data, "torrc");
    writeFileSync(torrc, `${lines.join("\n")}\n`);
    this.#child = spawn("tor", ["-f", torrc, "--defaults-torrc", empty, "--quiet"], { stdio: "ignore" });
  }

  get isBootstrapped(): boolean {
    return this.log().includes("Bootstrapped 100%");
  }

  /** Reads its configuration and its clients' keys again. */
  reload(): void {
    this.#child.kill("SIGHUP");
  }

  log(): string {
    if (this.#child.exitCode !== null) throw new Error(`tor in ${this.data} ended on its own`);
    try {
      return readFileSync(join(this.data, "notice.log"), "utf8");
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
      throw error;
    }
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, "exit");
    this.#child.kill("SIGTERM");
    const giveUp = setTimeout(() => this.#child.kill("SIGKILL"), 5_000);
    await exited;
    clearTimeout(giveUp);
  }
}

/** Makes a relay's keys in its folder, and returns its fingerprint, 40 hex digits. */
export async function relayFingerprint(data: string, nickname: string, empty: string): Promise<string> {
  const options = `--DataDirectory ${data} --ORPort 1 --Nickname ${nickname} --Address 127.0.0.1`.split(" ");
  const files = ["-f", empty, "--defaults-torrc", empty];
  const { stdout } = await run("tor", ["--list-fingerprint", ...files, "--quiet", ...options]);
  const fingerprint = stdout.trim().split("\n").at(-1)?.split(" ").slice(1).join("") ?? "";
  if (!/^[0-9A-F]{40}$/.test(fingerprint)) throw new Error(`tor printed no fingerprint: ${stdout}`);
  return fingerprint;
}

/** Makes an authority's long-lived keys in its folder, and returns their fingerprint. */
export async function authorityFingerprint(keys: string): Promise<string> {
  const at = (name: string) => join(keys, name);
  const child = spawn(
    "tor-gencert",
    [
      ...["--create-identity-key", "--passphrase-fd", "0", "-m", "12"],
      ...["-i", at("authority_identity_key"), "-s", at("authority_signing_key")],
      ...["-c", at("authority_certificate")],
    ],
    { stdio: ["pipe", "ignore", "ignore"] },
  );
  child.stdin.end("passphrase of a test\n");
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`tor-gencert ended with ${code}`);
  const certificate = readFileSync(at("authority_certificate"), "latin1");
  const [, fingerprint] = /^fingerprint ([0-9A-F]{40})$/m.exec(certificate) ?? [];
  if (!fingerprint) throw new Error("the authority's certificate names no fingerprint");
  return fingerprint;
}
