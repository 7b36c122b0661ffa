import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildPlainPages } from "../../client/source/plain/build.ts";
import { commandLine, type Said } from "./command-line.ts";
import { PLACEHOLDER_PAGE } from "./server.ts";

export const PASSPHRASE = "six words drawn by dice";

/**
 * The people of an instance, each with files of their own below one folder, who do everything by the command line
 * and by this process's clock.
 */
export class People {
  readonly folder = mkdtempSync(join(tmpdir(), "nightjar-people-"));
  #drafts = 0;

  path(...names: string[]): string {
    return join(this.folder, ...names);
  }

  get anchor(): string {
    return this.path("anchor.json");
  }

  /** The server's data folder. */
  get data(): string {
    return this.path("data");
  }

  vaultOf(name: string): string {
    return this.path(`${name}.vault`);
  }

  /** A command that must succeed. */
  async done(args: readonly string[], ...passphrases: string[]): Promise<string> {
    const said = await commandLine(args, ...passphrases);
    if (said.code !== 0) throw new Error(`${args.join(" ")}: ${said.code}: ${said.stderr}${said.stdout}`);
    return said.stdout;
  }

  tried(args: readonly string[], ...passphrases: string[]): Promise<Said> {
    return commandLine(args, ...passphrases);
  }

  /** Stewards with cards, and an anchor that asks for two of them. */
  async foundInstance(stewards: readonly string[]): Promise<void> {
    for (const folder of ["cards", "known", "data/public"]) mkdirSync(this.path(folder), { recursive: true });
    for (const name of stewards) {
      const files = ["--vault", this.vaultOf(name), "--card", this.cardOf(name)];
      await this.done(["steward", "init", "--handle", name, ...files], PASSPHRASE);
    }
    const cards = stewards.map((name) => this.cardOf(name));
    await this.done([
      "anchor",
      "create",
      "--name",
      "Night post",
      "--threshold",
      "2",
      "--out",
      this.anchor,
      ...cards,
    ]);
  }

  cardOf(name: string): string {
    return this.path("cards", `${name}.card`);
  }

  async enroll(name: string, from: string, periods: number): Promise<void> {
    const options = ["--anchor", this.anchor, "--handle", name, "--from", from, "--periods", String(periods)];
    const files = ["--vault", this.vaultOf(name), "--card", this.cardOf(name)];
    await this.done(["reviewer", "enroll", ...options, ...files], PASSPHRASE);
  }

  /** Somebody whose card isn't given any more. */
  dismiss(name: string): void {
    rmSync(this.cardOf(name));
  }

  /** The ceremony: a draft from a time on, the signatures of these stewards, and what they make together. */
  async decide(from: string, periods: number, signers: readonly string[]): Promise<void> {
    const draft = this.path(`draft-${++this.#drafts}`);
    const known = ["--anchor", this.anchor, "--known", this.path("known")];
    const span = ["--from", from, "--periods", String(periods), "--length", "1mo"];
    await this.done(["roster", "draft", ...known, "--cards", this.path("cards"), ...span, "--out", draft]);
    for (const name of signers) {
      await this.done(
        ["steward", "sign", ...known, "--vault", this.vaultOf(name), "--yes", draft],
        PASSPHRASE,
      );
    }
    await this.done(["roster", "assemble", "--anchor", this.anchor, "--out", this.path("known"), draft]);
  }

  /** A steward's currency statement, now; and all that is known to the server. */
  async freshen(steward: string): Promise<void> {
    const known = ["--anchor", this.anchor, "--known", this.path("known"), "--out", this.path("known")];
    await this.done(["steward", "freshen", ...known, "--vault", this.vaultOf(steward)], PASSPHRASE);
    await this.done(["roster", "publish", this.path("known"), "--data", this.data]);
  }

  /** What a server's data folder needs beside the rosters. */
  layOutServer(): void {
    const anchor = readFileSync(this.anchor);
    writeFileSync(join(this.data, "public", "anchor.json"), anchor);
    writeFileSync(join(this.data, "public", "source.html"), PLACEHOLDER_PAGE);
    for (const [name, bytes] of buildPlainPages(anchor))
      writeFileSync(join(this.data, "public", name), bytes);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
