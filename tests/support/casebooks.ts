import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { ActReader } from "../../client/casebook/act-reader.ts";
import { type Act, actDigest, encodeAct } from "../../client/casebook/acts.ts";
import { type Acts, nextAct } from "../../client/casebook/chain.ts";
import { CasebookError } from "../../client/casebook/errors.ts";
import type { ExportFile } from "../../client/casebook/export/files.ts";
import { viewOf } from "../../client/casebook/fold.ts";
import { type Line, mergeLines, signAct } from "../../client/casebook/line.ts";
import {
  type ActDigest,
  type DeviceId,
  newDeviceId,
  type ReviewerKey,
  type TipId,
} from "../../client/casebook/names.ts";
import type { CasebookView } from "../../client/casebook/view.ts";
import type { What } from "../../client/casebook/what.ts";
import type { Report } from "../../client/report/report.ts";
import { encodeTip, type Tip } from "../../client/report/tip.ts";
import { parseInstanceId } from "../../crypto/documents/anchor.ts";
import type { RosterDigest } from "../../crypto/documents/roster.ts";
import type { SigningSeed } from "../../crypto/ed25519.ts";
import { encodeHex } from "../../crypto/encoding.ts";
import { loadSodium } from "../../crypto/primitives/sodium.ts";
import { dayOf } from "../../protocol/day.ts";
import { RICH_REPORT } from "../client/report/rich-report.ts";
import { codeWithAsync } from "./code-of.ts";

export const sodium = await loadSodium();

/** The UTC day on which all tests' acts are made. */
export const DAY = dayOf(Date.UTC(2026, 10, 22));

export const INSTANCE = parseInstanceId("ab".repeat(32));

/** A tip's name that is always the same for a number. */
export function tipNamed(number: number): TipId {
  return createHash("sha256").update(`tip ${number}`).digest("hex") as TipId;
}

/** Of which instance and roster a report says it is. */
type Sealed = Pick<Tip, "instance" | "roster">;

const NOWHERE: Sealed = { instance: INSTANCE, roster: new Uint8Array(32) as RosterDigest };

/** The act that keeps a report. */
export function keptReport(number: number, report: Report, { instance, roster }: Sealed = NOWHERE) {
  const tip = { instance, roster, language: "en", report, attachments: [], reply: null };
  const text = new TextDecoder().decode(encodeTip(tip));
  const form = { kind: "kept", form: "report", attachments: [], arrived: DAY } as const;
  return { ...form, tip: tipNamed(number), text };
}

/** Somebody who can sign acts. */
export interface Person {
  readonly seed: SigningSeed;
  readonly key: ReviewerKey;
  readonly device: DeviceId;
}

export function newPerson(): Person {
  const seed = new Uint8Array(randomBytes(32)) as SigningSeed;
  return { seed, key: encodeHex(sodium.ed25519PublicKey(seed)) as ReviewerKey, device: newDeviceId() };
}

/** A reader who knows all of these to be reviewers of today. */
export function readerFor(...people: readonly Person[]): ActReader {
  return readerAfter(people, []);
}

/** A reader who knows these, and that some of them have left. */
export function readerAfter(people: readonly Person[], left: readonly Person[]): ActReader {
  const reviewers = new Set(people.map(({ key }) => key));
  const inForce = new Set([...reviewers].filter((key) => !left.some((one) => one.key === key)));
  return new ActReader({ instance: INSTANCE, reviewers, signatures: sodium }, inForce);
}

/** A reviewer at work on a copy of the casebook. */
export class Desk {
  readonly person: Person;
  readonly reader: ActReader;
  #lines: readonly Line[] = [];

  constructor(person: Person, reader: ActReader) {
    this.person = person;
    this.reader = reader;
  }

  get lines(): readonly Line[] {
    return this.#lines;
  }

  get acts(): Acts {
    return this.reader.actsOf(this.#lines);
  }

  get view(): CasebookView {
    return viewOf(this.acts);
  }

  /** Does something, and says which act it was. */
  do(what: What): ActDigest {
    const { key: reviewer, device, seed } = this.person;
    const act = nextAct(this.acts, { instance: INSTANCE, reviewer, device }, DAY, what);
    this.#lines = mergeLines(this.#lines, [signAct(act, seed, sodium)]);
    return digestOfAct(act);
  }

  /** Opens somebody's copy beside this one. */
  merge(lines: readonly Line[]): void {
    this.#lines = mergeLines(this.#lines, lines);
  }
}

/** So many desks whose reviewers know each other. */
export function desks(count: number): { readonly desks: readonly Desk[]; readonly reader: ActReader } {
  const people = Array.from({ length: count }, newPerson);
  const reader = readerFor(...people);
  return { desks: people.map((person) => new Desk(person, reader)), reader };
}

/** A desk of one reviewer. */
export function newDesk(): Desk {
  const [desk] = desks(1).desks;
  if (!desk) throw new Error("a desk");
  return desk;
}

export function digestOfAct(act: Act): ActDigest {
  return actDigest(encodeAct(act));
}

/** A view as plain values, to compare. */
export function plain(view: CasebookView): unknown {
  return { tips: [...view.tips.values()], entities: [...view.entities.values()], exports: view.exports };
}

/** The code a casebook's own layer refused with, or "accepted". */
export const casebookCodeOf = (action: () => unknown) => codeWithAsync(CasebookError, action);

/** Keeps a tip and says which; its narrative begins with its number. */
export function keep(
  desk: Desk,
  number: number,
  consent: Report["consent"],
  more: Partial<Report> = {},
  instance = INSTANCE,
): TipId {
  const report = { ...RICH_REPORT, narrative: `story ${number}`, consent, ...more };
  const kept = keptReport(number, report, { ...NOWHERE, instance });
  desk.do(kept);
  return kept.tip;
}

/** The cells of a CSV, read by Python's csv module in its strict mode. */
export function readByPython(bytes: Uint8Array): string[][] {
  const program =
    "import csv,io,json,sys;t=io.TextIOWrapper(sys.stdin.buffer,encoding='utf-8-sig',newline='');" +
    "json.dump(list(csv.reader(t,strict=True)),sys.stdout)";
  return JSON.parse(execFileSync("python3", ["-I", "-S", "-c", program], { input: bytes }).toString());
}

/** The bytes of the file of this name. */
export function named(files: readonly ExportFile[], name: string): Uint8Array {
  const file = files.find((one) => one.name === name);
  if (!file) throw new Error(`no ${name}`);
  return file.bytes;
}

export function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
