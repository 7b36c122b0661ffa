import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { EMPTY_FILE } from "../../client/ceremony/ceremony-file.ts";
import { warningInEnglish } from "../../client/ceremony/english.ts";
import type { CeremonyState, DraftAsked } from "../../client/keys/steward/methods.ts";
import type { Made } from "../../client/keys/vault/methods.ts";
import type { Asked } from "../../client/keys/worker/methods.ts";
import { dayOf, instantOf, startOfDay } from "../../crypto/documents/instant.ts";
import { chosen, KeysBench } from "./keys-bench.ts";

export const PASSPHRASE = "six words drawn by dice";

/** What a steward does at the table, of which another ceremony file comes out. */
type AtTable = `steward${"Take" | "Out" | "Found" | "Draft" | "Move" | "Sign" | "Assemble" | "Freshen"}`;

/**
 * The people of an instance, who do by this process's clock what keys.html does in a browser, by what it calls. Each has
 * a vault below one folder, a steward a ceremony file beside it; what one hands to another is a file.
 */
export class People {
  readonly folder: string;
  readonly #tell: (who: string, line: string) => void;
  readonly #passphraseOf: (name: string) => string;

  /** @param tell hears what the page shows to whom @param passphraseOf somebody's vault */
  constructor(
    folder: string,
    tell: (who: string, line: string) => void = () => {},
    passphraseOf: (name: string) => string = () => PASSPHRASE,
  ) {
    this.folder = folder;
    this.#tell = tell;
    this.#passphraseOf = passphraseOf;
  }

  readonly path = (...names: string[]): string => join(this.folder, ...names);
  readonly vaultOf = (name: string): string => this.path(`${name}.vault`);
  readonly cardOf = (name: string): string => this.path(`${name}.card`);
  /** Of a courier. */
  readonly keyOf = (name: string): string => this.path(`${name}.key`);
  /** A steward's own, which also travels. */
  readonly ceremonyFileOf = (name: string): string => this.path(`${name}.tar`);

  /** In force; and all of them, once it has moved. */
  get anchor(): string {
    return this.path("anchor.json");
  }
  get line(): string {
    return this.path("line.json");
  }
  /** What the operator publishes: as the steward who saved it last has it. */
  get rosters(): string {
    return this.path("rosters.tar");
  }

  /** Stewards' keys, and an anchor that asks for two of them. */
  async found(stewards: readonly string[], name = "Night post"): Promise<void> {
    for (const steward of stewards) await this.newSteward(steward);
    const [founder = "", ...others] = stewards;
    const ceremony = await this.atTable(founder, async (seat) => {
      await seat.does("stewardTake", {
        chosen: others.map((other) => this.#file(this.ceremonyFileOf(other))),
        as: "brought",
      });
      await seat.does("stewardFound", { name, threshold: 2 });
    });
    this.#saveForOperator(ceremony);
    for (const other of others) await this.take(other, this.ceremonyFileOf(founder));
  }

  async newSteward(name: string): Promise<void> {
    const { vault, ceremony } = await new KeysBench().ask("stewardNew", {
      handle: name,
      passphrase: this.#passphraseOf(name),
    });
    this.#save(this.vaultOf(name), vault);
    this.#save(this.ceremonyFileOf(name), ceremony.made.own);
  }

  /** A reviewer's vault and card, with a period for each of so many months from a time on. */
  async enrol(
    name: string,
    months = 12,
    from = startOfDay(instantOf(Date.now())),
    anchor = this.anchor,
  ): Promise<void> {
    const asked = {
      files: [this.#file(anchor)],
      handle: name,
      languages: ["zh-Hans"],
      from,
      months,
      passphrase: this.#passphraseOf(name),
    };
    const { vault, card } = await new KeysBench().ask("reviewerEnrol", asked);
    this.#save(this.vaultOf(name), vault);
    this.#save(this.cardOf(name), card);
  }

  /** A courier's key and card. */
  async appoint(name: string): Promise<void> {
    const asked = { files: [this.#file(this.anchor)], handle: name, addresses: "", passphrase: "" };
    const { key, card } = await new KeysBench().ask("courierMake", asked);
    if (!key) throw new Error("a key, since no address is known");
    this.#save(this.keyOf(name), key);
    this.#save(this.cardOf(name), card);
  }

  /** Opens somebody's vault; what is done with it may leave another one, which takes its place. */
  async withVault(
    name: string,
    work: (bench: KeysBench) => Promise<{ readonly vault: Made } | undefined>,
  ): Promise<void> {
    const made = await work(await this.#unlocked(name));
    if (made) this.#save(this.vaultOf(name), made.vault);
  }

  /** Further periods, and a card of these. */
  async renew(name: string, months = 12, from = startOfDay(instantOf(Date.now()))): Promise<void> {
    await this.withVault(name, async (bench) => {
      const made = await bench.ask("reviewerRenew", { from, months });
      this.#save(this.cardOf(name), made.card);
      return made;
    });
  }

  async follow(name: string, ...files: readonly string[]): Promise<void> {
    const asked = { files: files.map((path) => this.#file(path)) };
    await this.withVault(name, async (bench) => await bench.ask("reviewerFollow", asked));
  }

  /** Destroys what a roster or bundle says is long over. Gives how many periods that was. */
  async destroy(name: string, witness: string): Promise<number> {
    const asked = { file: this.#file(witness) };
    let count = 0;
    await this.withVault(name, async (bench) => {
      count = (await bench.ask("reviewerDue", asked)).periods.length;
      return count > 0 ? await bench.ask("reviewerDestroy", asked) : undefined;
    });
    return count;
  }

  /** Shares of a vault, of which two bring it back. */
  async share(name: string): Promise<string[]> {
    const shares = await (await this.#unlocked(name)).ask("vaultShares", { threshold: 2, of: 3 });
    return shares.map((share) => this.#save(this.path(share.name), share));
  }

  async restore(name: string, shares: readonly string[]): Promise<void> {
    const asked = { shares: shares.map((path) => this.#file(path)), passphrase: this.#passphraseOf(name) };
    this.#save(this.vaultOf(name), (await new KeysBench().ask("vaultRestore", asked)).vault);
  }

  /** A steward takes what somebody brought. */
  async take(name: string, ...files: readonly string[]): Promise<void> {
    await this.atTable(name, async (seat) => {
      await seat.does("stewardTake", { chosen: files.map((path) => this.#file(path)), as: "brought" });
    });
  }

  /** One drafts who is in from today, or so many weeks ahead, on; these sign, and all others take what was decided. */
  async decide(
    signers: readonly string[],
    asked: DraftAsked,
    people: {
      readonly cards?: readonly string[];
      readonly leave?: readonly string[];
      readonly others?: readonly string[];
    } = {},
  ): Promise<void> {
    const { cards = [], leave = [], others = [] } = people;
    const [first = ""] = signers;
    await this.atTable(first, async (seat) => {
      for (const name of leave) await seat.does("stewardOut", { id: seat.idOf(name) });
      const chosen = cards.map((name) => this.#file(this.cardOf(name)));
      await seat.does("stewardTake", { chosen, as: "brought" });
      await seat.does("stewardDraft", asked);
    });
    await this.#signAndJoin(signers, others);
  }

  /** Other stewards: these come, whose keys are made; these leave. */
  async move(
    signers: readonly string[],
    people: {
      readonly come: readonly string[];
      readonly leave: readonly string[];
      readonly others?: readonly string[];
    },
  ): Promise<void> {
    const [first = ""] = signers;
    for (const name of people.come) await this.newSteward(name);
    await this.take(first, ...people.come.map(this.ceremonyFileOf));
    await this.atTable(first, async (seat) => {
      await seat.does("stewardMove", { leaving: people.leave.map((name) => seat.idOf(name)), threshold: 2 });
    });
    await this.#signAndJoin(signers, [...people.come, ...(people.others ?? [])]);
  }

  /** A steward calls the roster in force current, and gives the operator the file. */
  async freshen(name: string): Promise<void> {
    this.#saveForOperator(await this.atTable(name, async (seat) => await seat.does("stewardFreshen", {})));
  }

  /** With a steward's vault and ceremony file open; the file is saved as it is then. */
  async atTable(name: string, work: (seat: Seat) => Promise<void>): Promise<CeremonyState> {
    const bench = await this.#unlocked(name);
    const own = this.#file(this.ceremonyFileOf(name));
    const asked = { file: EMPTY_FILE, chosen: [own], as: "own" } as const;
    const seat = new Seat(bench, await bench.ask("stewardTake", asked), (line) => this.#tell(name, line));
    await work(seat);
    this.#save(this.ceremonyFileOf(name), seat.ceremony.made.own);
    return seat.ceremony;
  }

  async #signAndJoin(signers: readonly string[], others: readonly string[]): Promise<void> {
    let before: string | undefined;
    for (const name of signers) {
      if (before !== undefined) await this.take(name, before);
      before = this.ceremonyFileOf(name);
      const isLast = name === signers.at(-1);
      const ceremony = await this.atTable(name, async (seat) => {
        await seat.signs();
        if (isLast) await seat.does("stewardAssemble", {});
      });
      if (isLast) this.#saveForOperator(ceremony);
    }
    for (const name of [...signers.slice(0, -1), ...others]) await this.take(name, before ?? "");
  }

  async #unlocked(name: string): Promise<KeysBench> {
    const bench = new KeysBench();
    await bench.ask("vaultOpen", {
      file: this.#file(this.vaultOf(name)),
      passphrase: this.#passphraseOf(name),
    });
    return bench;
  }

  #saveForOperator({ made }: CeremonyState): void {
    for (const each of made.forOperator) this.#save(this.path(each.name), each);
  }

  #file(path: string): File {
    return chosen(new Uint8Array(readFileSync(path)), basename(path));
  }

  #save(path: string, { bytes }: Made): string {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes, { mode: 0o600 });
    return path;
  }
}

/** A steward at the table. */
export class Seat {
  ceremony: CeremonyState;
  readonly #bench: KeysBench;
  readonly #tell: (line: string) => void;

  constructor(bench: KeysBench, ceremony: CeremonyState, tell: (line: string) => void) {
    this.#bench = bench;
    this.ceremony = ceremony;
    this.#tell = tell;
  }

  async does<K extends AtTable>(name: K, more: Omit<Asked<K>, "file">): Promise<void> {
    this.#tell(`keys.html: ${name}`);
    const asked = { ...more, file: this.ceremony.file } as unknown as Asked<K>;
    this.ceremony = await this.#bench.ask(name, asked);
    for (const { note, detail } of this.ceremony.notes) this.#tell(detail ? `${note}: ${detail}` : note);
  }

  /** Reads what the draft would change, and signs it. */
  async signs(): Promise<void> {
    const seen = await this.#bench.ask("stewardReview", { file: this.ceremony.file });
    for (const { roster, before, letters, people } of seen.rosters) {
      const when = `${dayOf(roster.notBefore)} to ${dayOf(roster.notAfter)}`;
      const after = `after ${before?.sequence ?? "none"}${letters ? `, letters ${letters}` : ""}`;
      this.#tell(`roster ${roster.sequence}, ${when}, ${after}`);
      for (const { words: _, ...person } of people)
        this.#tell(`roster ${roster.sequence}: ${JSON.stringify(person)}`);
    }
    if (seen.move) {
      const [from, to] = [seen.move.from, seen.move.to].map(
        (each) => `${each.threshold} of ${each.stewards}`,
      );
      this.#tell(`threshold ${from}, then ${to}`);
    }
    for (const { change, handle } of seen.move?.stewards ?? []) this.#tell(`steward ${change}: ${handle}`);
    for (const warning of seen.warnings) this.#tell(warningInEnglish(warning));
    await this.does("stewardSign", {});
  }

  /** The key of somebody who is here, whose file may be called in small letters. */
  idOf(handle: string): string {
    const { stewards, reviewers, couriers } = this.ceremony.standing;
    const found = [...stewards, ...reviewers, ...couriers].find(
      (person) => person.handle?.toLowerCase() === handle.toLowerCase(),
    );
    if (!found) throw new Error(`nobody here is called ${handle}`);
    return found.id;
  }
}
