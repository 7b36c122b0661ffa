import { sha256 } from "@noble/hashes/sha2.js";
import { hybridIdentity } from "../../../crypto/age/identities.ts";
import { collect, equalBytes, utf8 } from "../../../crypto/bytes.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import { dayOf } from "../../../protocol/day.ts";
import { readBlob } from "../../browser/read-blob.ts";
import { DocumentStore } from "../../bundle/document-store.ts";
import type { PublicDocuments } from "../../bundle/documents.ts";
import type { ActReader } from "../../casebook/act-reader.ts";
import { type Acts, linkActs, nextActs } from "../../casebook/chain.ts";
import { emptyEntity, emptyTip } from "../../casebook/drafts.ts";
import { CasebookError } from "../../casebook/errors.ts";
import { isRefusal } from "../../casebook/finding-codes.ts";
import { viewOf } from "../../casebook/fold.ts";
import { type Line, signAct } from "../../casebook/line.ts";
import { newDeviceId, type TipId } from "../../casebook/names.ts";
import { type KnownPeople, readPeople } from "../../casebook/people.ts";
import { openCasebook } from "../../casebook/read-casebook.ts";
import { publicationsOf } from "../../casebook/releases.ts";
import { actReaderFor, reviewerKeyOf } from "../../casebook/trust.ts";
import { type CasebookView, deciding } from "../../casebook/view.ts";
import { tipsOf, type What } from "../../casebook/what.ts";
import { worthKeeping } from "../../casebook/worth-keeping.ts";
import { sealCasebook } from "../../casebook/write-casebook.ts";
import { lineOf } from "../../vault/vault.ts";
import { AttachmentFiles } from "./attachment-files.ts";
import type { CasebookChange, LastStep } from "./casebook-messages.ts";
import { LetterStore } from "./letter-store.ts";
import type { Wanted } from "./messages.ts";
import type { Unlocked } from "./unlocked.ts";

/** A casebook as it is handed over. */
export interface SealedCasebook {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** For whom, by name; nobody if for this reviewer alone. */
  readonly readers: readonly string[];
  /** Tips of which files aren't in it, since what they came in can't be read any more. */
  readonly without: readonly TipId[];
}

/**
 * The casebook of a session: everything that was read from casebooks, and what this reviewer adds. Each session is
 * a place of work of its own, so that working from an older copy never forks a chain.
 */
export class Casebook {
  readonly #unlocked: Unlocked;
  readonly #device = newDeviceId();
  readonly #lines = new Set<Line>();
  readonly #files: AttachmentFiles;
  readonly #store: DocumentStore;
  readonly letters: LetterStore;
  #reader: ActReader;
  #acts: Acts = linkActs([], new Set());
  #view: CasebookView = viewOf(this.#acts);
  /** The letters as they were seen last, as JSON. */
  #seenLetters = "[]";
  #unsaved = 0;
  /** What can still be taken back, the last at the end: nothing of it is in a file, and nothing left because of it. */
  #steps: { readonly whats: readonly What[]; readonly lines: readonly Line[] }[] = [];
  /** The file that was handed to the browser last, and how many acts are on the disk if it is. */
  #handed: { readonly sha256: string; readonly acts: number } | undefined;

  constructor(unlocked: Unlocked) {
    this.#unlocked = unlocked;
    this.#store = new DocumentStore(lineOf(unlocked.vault), unlocked.keys.primitives);
    this.#files = new AttachmentFiles(unlocked);
    this.letters = new LetterStore(unlocked);
    this.#reader = this.#readerNow();
  }

  /** What the acts said together when they were last read. */
  get view(): CasebookView {
    return this.#view;
  }

  /** The same text as long as nothing has been added to what is said, and those who count as of today are the same. */
  get state(): string {
    const { signed, findings, heads, inForce } = this.#acts;
    return [signed.length, findings.length, ...heads, ...[...inForce].sort()].join(" ");
  }

  /** The rosters and annexes that have come in and that the stewards signed. */
  get documents(): Pick<DocumentStore, "rosters" | "annexes" | "hasMoved" | "line"> {
    return this.#store;
  }

  /** More reviewers are known now: acts that didn't count may. @returns how many documents the stewards didn't sign */
  learn(documents: PublicDocuments): number {
    const refused = this.#store.add(documents);
    this.#reader = this.#readerNow();
    this.letters.learn(this.#store.rosters);
    return refused.length;
  }

  people(): Promise<KnownPeople> {
    const { vault, keys } = this.#unlocked;
    return readPeople(this.#store, vault, keys.primitives);
  }

  /** Adds all acts of another copy, and the documents that they need. @throws CasebookError; CryptoError no-match, if it isn't sealed to this vault */
  async add(file: Blob): Promise<void> {
    const { vault, anchor, keys } = this.#unlocked;
    const opened = await openCasebook(readBlob(file), [hybridIdentity(vault.longLived)], keys.primitives);
    if (!equalBytes(opened.instance, anchor.instance)) throw new CasebookError("casebook-foreign");
    const hashes: string[] = [];
    for await (const { sha256, content } of opened.attachments) {
      for await (const _ of content);
      hashes.push(sha256);
    }
    if (opened.documents) this.learn(opened.documents);
    const before = this.#lines.size;
    for (const line of opened.lines) this.#lines.add(line);
    this.#files.add(hashes, file);
    // The first casebook is as it lies on the disk; what a second one adds is on no disk together with it.
    if (before > 0) this.#unsaved += this.#lines.size - before;
  }

  /** This reviewer does something for good, today. @throws CasebookError act-malformed, act-too-large */
  act(what: What): void {
    this.actAll([what]);
  }

  /** The same for what belongs together, all of it or nothing. @throws as `act` */
  actAll(whats: readonly What[]): void {
    this.step(whats);
    this.leaves();
  }

  /** Something left because of what was done so far: nothing of it can be taken back. */
  leaves(): void {
    this.#steps = [];
  }

  /** The same; it can be taken back. @throws as `act` */
  step(whats: readonly What[]): void {
    const { vault, anchor, keys } = this.#unlocked;
    const reviewer = reviewerKeyOf(vault, keys.primitives);
    const me = { instance: anchor.instance, reviewer, device: this.#device };
    const lines = nextActs(this.#acts, me, dayOf(Date.now()), whats).map((act) =>
      signAct(act, vault.signing, keys.primitives),
    );
    for (const line of lines) this.#lines.add(line);
    this.#unsaved += lines.length;
    this.#acts = this.#reader.actsOf(this.#lines);
    this.#steps.push({ whats, lines });
  }

  /** Takes back the last step, as if it had never been: nobody else has seen it, and nothing of mine stands on it. */
  undo(): void {
    this.#drop(this.#steps.pop()?.lines ?? []);
  }

  /** Reads it all anew, and tells which tips are seen otherwise than before, and whether letters are. */
  change(): CasebookChange {
    const before = this.#view;
    this.#acts = this.#reader.actsOf(this.#lines);
    this.#view = viewOf(this.#acts);
    this.letters.read(this.#view);
    const all = this.#acts.findings.filter(({ code }) => isRefusal(code)).length;
    const unknown = this.#acts.findings.filter(({ code }) => code === "reviewer-unknown").length;
    const letters = this.letters.shown;
    const seenBefore = this.#seenLetters;
    this.#seenLetters = JSON.stringify(letters);
    return {
      views: changed(this.#view.tips, before.tips, emptyTip),
      entities: changed(this.#view.entities, before.entities, emptyEntity),
      exports: this.#view.exports,
      acts: this.#acts.signed.length,
      state: encodeHex(sha256(utf8(this.state))),
      refused: all - unknown,
      unknown,
      doubted: this.#acts.findings.length - all,
      ruling: this.#view.ruling,
      accepted: this.#view.accepted,
      vouched: this.#view.vouched,
      publications: publicationsOf(this.#view),
      recipients: deciding(this.#view.recipients).map(({ value: { audience, name }, ...said }) => ({
        ...said,
        value: { audience, name },
      })),
      unverified: this.#view.unverified,
      letters,
      sameLetters: this.#seenLetters === seenBefore,
      writing: this.letters.writing,
      stored: this.#files.hashes,
      unsaved: this.#unsaved,
      isHanded: this.#handed !== undefined,
      last: this.#last,
    };
  }

  /**
   * The casebook's file, for every reviewer who is known: with all that was done, and all files that can still be read.
   * @throws CasebookError, CryptoError; UnreadableFile of a file that is there and gone by turns
   */
  async seal(wanted: readonly Wanted[]): Promise<SealedCasebook> {
    const { keys } = this.#unlocked;
    const { recipients, annex, people } = await this.people();
    const held = await this.#files.held();
    const documents = this.#store.neededFor(this.#acts.signed.map(({ act }) => act.reviewer));
    const acts = this.#unsaved;
    const sealed = (taken: readonly Wanted[]) => {
      const attachments = [...held, ...taken.map((one) => this.#files.taken(one))];
      const contents = { documents, ...worthKeeping(this.#acts, { lines: this.#lines, attachments }) };
      return collect(sealCasebook(contents, recipients, keys.primitives));
    };
    let taken = wanted;
    const bytes = await sealed(taken).catch(async (error) => {
      taken = await this.#files.readable(wanted);
      if (taken.length === wanted.length) throw error;
      return await sealed(taken);
    });
    this.#handed = { sha256: await hashOf(bytes), acts };
    // It may be on a disk, or with a colleague: what is taken back from here on would come back from there.
    this.leaves();
    const readers = annex ? people.flatMap(({ handle, hasLeft }) => (hasLeft ? [] : handle)) : [];
    const asked = new Set([...this.#files.hashes, ...wanted.map(({ sha256 }) => sha256)]);
    for (const { sha256 } of [...held, ...taken]) asked.delete(sha256);
    return { bytes, readers, without: this.#tipsOf(asked) };
  }

  /**
   * That the file which was handed to the browser is on a disk: a browser can't tell, and one that was given a full
   * stick says nothing. @param file as the person chose it again; null if the person has looked
   * @throws CasebookError casebook-not-saved; UnreadableFile
   */
  async confirm(file: Blob | null): Promise<void> {
    const handed = this.#handed;
    if (!handed) return;
    if (file && (await hashOf(await collect(readBlob(file)))) !== handed.sha256)
      throw new CasebookError("casebook-not-saved");
    this.#unsaved -= handed.acts;
    this.#handed = undefined;
  }

  /** An attachment that a casebook holds. */
  attachment(sha256: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.#files.find(sha256);
  }

  #drop(lines: readonly Line[]): void {
    for (const line of lines) this.#lines.delete(line);
    this.#unsaved -= lines.length;
    this.#acts = this.#reader.actsOf(this.#lines);
  }

  get #last(): LastStep | null {
    const whats = this.#steps.at(-1)?.whats ?? [];
    const what = whats.at(-1);
    const tips = new Set<TipId>(whats.flatMap(tipsOf));
    const [tip = null] = tips.size === 1 ? tips : [];
    return what
      ? { kind: what.kind, aside: what.kind === "setaside" && what.aside, tips: tips.size, tip }
      : null;
  }

  /** The tips that were kept with any of these files. */
  #tipsOf(hashes: ReadonlySet<string>): TipId[] {
    return [...this.#view.tips.values()].flatMap(({ tip, kept }) =>
      kept.some(({ value }) => value.attachments.some(({ sha256 }) => hashes.has(sha256))) ? tip : [],
    );
  }

  #readerNow(): ActReader {
    const { vault, anchor, keys } = this.#unlocked;
    return actReaderFor({ ...vault, anchor }, this.#store.rosters, keys.primitives);
  }
}

/** What is seen otherwise; empty, of what is seen no more: its reviewer has left, and nobody had seen it. */
function changed<K, V>(now: ReadonlyMap<K, V>, before: ReadonlyMap<K, V>, empty: (key: K) => V): V[] {
  const gone = [...before.keys()].filter((key) => !now.has(key));
  return [...now, ...gone.map((key) => [key, empty(key)] as const)].flatMap(([key, view]) =>
    JSON.stringify(view) === JSON.stringify(before.get(key)) ? [] : [view],
  );
}

/** SHA-256, 64 hex digits. */
async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return encodeHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}
