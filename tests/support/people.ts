import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commandLine, type Said } from "./command-line.ts";
import { publishPages } from "./server.ts";

export const PASSPHRASE = "six words drawn by dice";

/**
 * The people of an instance, each with files of their own below one folder, who do everything by the command line
 * and by this process's clock.
 */
export class People {
  readonly folder = mkdtempSync(join(tmpdir(), "nightjar-people-"));
  #drafts = 0;

  readonly anchor = this.path("anchor.json");
  /** The server's data folder. */
  readonly data = this.path("data");
  readonly #known = `--anchor ${this.anchor} --known ${this.path("known")}`;

  path(...names: string[]): string {
    return join(this.folder, ...names);
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

  /** A command whose words are parted by blanks. */
  #typed(command: string, ...passphrases: string[]): Promise<string> {
    return this.done(command.split(" "), ...passphrases);
  }

  /** Stewards with cards, and an anchor that asks for two of them. */
  async foundInstance(stewards: readonly string[]): Promise<void> {
    for (const folder of ["cards", "known", "data/public"]) mkdirSync(this.path(folder), { recursive: true });
    for (const name of stewards)
      await this.#typed(`steward init --handle ${name} ${this.#filesOf(name)}`, PASSPHRASE);
    const cards = stewards.map((name) => this.cardOf(name)).join(" ");
    await this.#typed(`anchor create --name Nightpost --threshold 2 --out ${this.anchor} ${cards}`);
  }

  cardOf(name: string): string {
    return this.path("cards", `${name}.card`);
  }

  #filesOf(name: string): string {
    return `--vault ${this.vaultOf(name)} --card ${this.cardOf(name)}`;
  }

  async enroll(name: string, from: string, periods: number): Promise<void> {
    const options = `--anchor ${this.anchor} --handle ${name} --from ${from} --periods ${periods}`;
    await this.#typed(`reviewer enroll ${options} ${this.#filesOf(name)}`, PASSPHRASE);
  }

  /** A courier with a key and a card. */
  async appoint(name: string): Promise<void> {
    await this.#typed(`courier init --anchor ${this.anchor} --handle ${name} --out ${this.path(name)}`);
    copyFileSync(this.path(name, "courier.card"), this.cardOf(name));
  }

  /** What a courier finds new at a server, as a bundle. */
  async pickUp(courier: string, url: string, bundle: string): Promise<string> {
    const who = `--key ${this.path(courier, "courier.key")} --anchor ${this.anchor}`;
    return await this.#typed(`courier pickup --url ${url} ${who} --bundle ${bundle}`);
  }

  /** Somebody whose card isn't given any more. */
  dismiss(name: string): void {
    rmSync(this.cardOf(name));
  }

  /** The ceremony: a draft from a time on, the signatures of these stewards, and what they make together. */
  async decide(from: string, periods: number, signers: readonly string[]): Promise<void> {
    const draft = this.path(`draft-${++this.#drafts}`);
    const letters = this.#drafts === 1 ? " --letters 1" : "";
    const span = `--from ${from} --periods ${periods} --length 1mo${letters}`;
    await this.#typed(`roster draft ${this.#known} --cards ${this.path("cards")} ${span} --out ${draft}`);
    for (const name of signers)
      await this.#typed(
        `steward sign ${this.#known} --vault ${this.vaultOf(name)} --yes ${draft}`,
        PASSPHRASE,
      );
    await this.#typed(`roster assemble --anchor ${this.anchor} --out ${this.path("known")} ${draft}`);
  }

  /** A steward's currency statement, now; and all that is known to the server. */
  async freshen(steward: string): Promise<void> {
    const files = `--out ${this.path("known")} --vault ${this.vaultOf(steward)}`;
    await this.#typed(`steward freshen --yes ${this.#known} ${files}`, PASSPHRASE);
    await this.#typed(`roster publish ${this.path("known")} --data ${this.data}`);
  }

  /** What a server's data folder needs beside the rosters. */
  async layOutServer(): Promise<void> {
    await publishPages(this.data, readFileSync(this.anchor));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
