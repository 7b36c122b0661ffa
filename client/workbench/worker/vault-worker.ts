import { choosePrimitives } from "../../browser/choose-primitives.ts";
import { UnreadableFile } from "../../browser/read-blob.ts";
import type { ExportFile } from "../../casebook/export/files.ts";
import { zipFile } from "../../casebook/export/zip.ts";
import type { What } from "../../casebook/what.ts";
import { ENCODINGS, type Encoding } from "../../opening/encodings.ts";
import { codeOf, type ErrorCode, vaultCodeOf } from "../../opening/error-codes.ts";
import { openTip } from "../../opening/open-tip.ts";
import type { FoundFile } from "../../opening/opened-tip.ts";
import { savedName } from "../../opening/saved-name.ts";
import { type Description, describeFile } from "../../pictures/clean.ts";
import { type CallsOf, Handed, serve, type Tell } from "../../workers/calls.ts";
import { Batches } from "./batches.ts";
import type { MailbagAsked, ToldOfCasebook, ToldOfMailbag, Wanting } from "./casebook-messages.ts";
import type { Asked, WantedFiles } from "./export-messages.ts";
import { extract, sealedAt } from "./extract.ts";
import type { FileAsked, Found, FoundTip, Reviewer, Source, Unlocking, Wanted } from "./messages.ts";
import { ForeignBundle, openFile } from "./open-file.ts";
import { openerThrough, type WantedOpener } from "./opening/start-opener.ts";
import { sealOwn } from "./own-file.ts";
import { tellCasebook } from "./parts.ts";
import { Session } from "./session.ts";
import { Unlocked } from "./unlocked.ts";

type Bytes = Uint8Array<ArrayBuffer>;

let opened: Session | undefined;

/** All that the page can ask of the worker that holds the vault: first to unlock it. */
const works = {
  async unlock({ vault, passphrase }: Unlocking): Promise<Reviewer> {
    const bytes = new Uint8Array(await vault.arrayBuffer());
    const unlocked = await Unlocked.open(bytes, passphrase, await choosePrimitives());
    opened = new Session(unlocked, openerThrough(askPage));
    return unlocked.describe();
  },

  /** Opens all that is in a file. */
  async open({ file, name }: { file: Blob; name: string }, tell: Tell<Found>): Promise<void> {
    const { casebook } = session();
    const batches = new Batches(file.size, tell, (tip) => casebook.letters.noteTip(tip));
    try {
      await openFile(file, name, session(), batches);
    } finally {
      batches.flush();
    }
  },

  async extract(asked: FileAsked): Promise<Handed<Bytes>> {
    return handed(await bytesOf(asked));
  },

  /** Several files of one tip, as a ZIP. @param designation after which they are called */
  async archive({ source, designation, files }: Archiving): Promise<Handed<Bytes>> {
    const taken: ExportFile[] = [];
    for (const [i, file] of files.entries()) {
      const bytes = await bytesOf({ source, ...file });
      taken.push({ name: savedName(designation, file, i + 1, bytes), bytes });
    }
    return handed(zipFile("", taken, 0).bytes);
  },

  /** What a picture says about itself. */
  describe: async (asked: FileAsked): Promise<Description> => describeFile(await bytesOf(asked)),

  /** Opens a tip that was sealed by hand once more, its texts to be read so. */
  readAs: ({ source, encoding }: { source: Source; encoding: Encoding }) => openedAs(source, encoding),

  /** The same, read so that it says these words; null if it can't be: whoever kept it may have read it otherwise. */
  async readWords({ source, words }: { source: Source; words: string }): Promise<FoundTip | null> {
    for (const encoding of ENCODINGS) {
      const tip = await openedAs(source, encoding);
      const { contents } = tip.opened;
      if (contents.kind === "by-hand" && contents.text === words) return tip;
    }
    return null;
  },

  /** What belongs together, all of it or nothing. */
  act: changing(({ casebook }, whats: readonly What[]) => casebook.step(whats)),
  /** Takes back what was done last, if nothing of it is in a file yet. */
  undo: changing(({ casebook }, _: null) => casebook.undo()),
  /** The casebook's file. */
  seal: changing(async ({ casebook }, wanted: readonly Wanted[]) => {
    const made = await casebook.seal(wanted);
    return new Handed(made, made.bytes);
  }),
  /** The casebook that was sealed last is on a disk: the file chosen again, or null if the person has looked. */
  confirm: changing(({ casebook }, file: Blob | null) => casebook.confirm(file)),

  /** A text for this reviewer alone. */
  sealOwn: async (text: string): Promise<Handed<Bytes>> => handed(await sealOwn(text, session().unlocked)),

  /** A letter is written and signed: for good, or as a draft for a colleague if one signature isn't enough. */
  writeLetter: changing(async ({ letters }, letter: Wanting) => handedDraft(await letters.write(letter))),
  /** A draft of a colleague's is signed, or is not for this reason; both go back to its writer. */
  async answerDraft({ text, refusal }: { text: string; refusal: string | null }) {
    return handed(await session().letters.answer(text, refusal));
  },
  /** A draft that came back with enough signatures is a letter from now on. */
  takeDraft: changing(({ letters }, { text, keeping }: { text: string; keeping: readonly What[] }) =>
    letters.take(text, keeping),
  ),
  makeMailbag: changing(async ({ letters }, to: MailbagAsked, tell: Tell<ToldOfMailbag>) => {
    const made = await letters.makeBag(to, (slots) => tell({ kind: "slots", slots }));
    return new Handed(made, made.bytes);
  }),
  /** A mailbag that was made is on a disk: the file chosen again, or null if the person has looked. */
  confirmMailbag: changing(({ letters }, file: Blob | null) => letters.confirm(file)),

  tally: (_: null) => session().exports.tally(session().casebook),
  preview: (asked: Asked) => session().exports.preview(session().casebook, asked),
  /** One case of the last preview, whole. */
  caseOf: (number: string) => session().exports.caseOf(session().casebook, number),
  /** What is made of the last preview. Nothing is handed over before it is signed that it left. */
  write: changing(({ casebook, exports }, wanted: WantedFiles) => {
    const { written, acts } = exports.write(casebook, wanted);
    casebook.actAll(acts);
    return new Handed(written, written.bytes);
  }),
};

export type VaultCalls = CallsOf<typeof works>;

/** The worker that holds the vault: one question after the other, each answered to its end. */
export function serveVault(): void {
  serve(works, (error, name): ErrorCode => {
    if (error instanceof ForeignBundle) return "bundle-foreign";
    const code = name === "unlock" ? vaultCodeOf(error) : codeOf(error);
    if (!code) console.error(error);
    return code ?? "worker-broken";
  });
}

/** Not an answer, so that it can come while nothing is asked. */
function askPage(wanted: WantedOpener, transfer: MessagePort[]): void {
  self.postMessage(wanted, { transfer });
}

interface Archiving {
  readonly source: Source | null;
  readonly designation: string;
  readonly files: readonly FoundFile[];
}

function session(): Session {
  if (!opened) throw new Error("the vault is locked");
  return opened;
}

/** Work after which something else is seen of the casebook: that is told before the answer. */
function changing<A, R, T = never>(work: (session: Session, asked: A, tell: Tell<T>) => R) {
  return async (asked: A, tell: Tell<T | ToldOfCasebook>): Promise<Awaited<R>> => {
    const answer = await work(session(), asked, tell);
    tellCasebook(session().casebook.change(), tell);
    return answer;
  };
}

function handed(bytes: Bytes): Handed<Bytes> {
  return new Handed(bytes, bytes);
}

/** Nothing, where a letter needs no colleague. */
function handedDraft(bytes: Bytes | undefined): Handed<Bytes> | undefined {
  return bytes && handed(bytes);
}

async function openedAs({ file, origin }: Source, encoding: Encoding): Promise<FoundTip> {
  const { keys } = session().unlocked;
  const sealed = await sealedAt(file, origin, keys);
  return { opened: await openTip(sealed, null, keys, encoding), origin };
}

async function bytesOf({ source, sha256, name }: FileAsked): Promise<Bytes> {
  const { unlocked, casebook } = session();
  const bytes = source
    ? await extract(source.file, source.origin, name, unlocked.keys)
    : await casebook.attachment(sha256);
  if (!bytes) throw new UnreadableFile("no casebook holds it");
  return bytes;
}
