import { choosePrimitives } from "../../browser/choose-primitives.ts";
import { UnreadableFile } from "../../browser/read-blob.ts";
import type { ExportFile } from "../../casebook/export/files.ts";
import { zipFile } from "../../casebook/export/zip.ts";
import { ENCODINGS, type Encoding } from "../../opening/encodings.ts";
import { openTip } from "../../opening/open-tip.ts";
import { savedName } from "../../opening/saved-name.ts";
import { type Trouble, troubleOf, vaultTroubleOf } from "../../opening/trouble.ts";
import { describeFile } from "../../pictures/clean.ts";
import { Batches } from "./batches.ts";
import type { Casebook } from "./casebook.ts";
import { extract, sealedAt } from "./extract.ts";
import type { Leaving } from "./leaving.ts";
import type { AskedToLeave } from "./leaving-messages.ts";
import { answerLetters } from "./letter-answers.ts";
import type { FoundTip, FromWorker, Source, ToWorker } from "./messages.ts";
import { ForeignBundle, openFile } from "./open-file.ts";
import { openerFrom } from "./opening/start-opener.ts";
import { sealOwn } from "./own-file.ts";
import { tellCasebook } from "./parts.ts";
import { Session } from "./session.ts";
import { Unlocked } from "./unlocked.ts";

type Asked<K extends ToWorker["kind"]> = Extract<ToWorker, { kind: K }>;

let session: Session | undefined;
let last: Promise<void> = Promise.resolve();

/** The worker that holds the vault: one question after the other, each answered to its end. */
export function serveVault(): void {
  self.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
    last = last.then(() => answer(data));
  });
}

async function answer(message: ToWorker): Promise<void> {
  const { job } = message;
  try {
    if (message.kind === "unlock") await unlock(message);
    else if (session) await work(message, session);
    else throw new Error("the vault is locked");
    post({ kind: "done", job });
  } catch (error) {
    post({ kind: "failed", job, trouble: troubleIn(message, error) });
  }
}

async function unlock({ job, vault, passphrase, program }: Asked<"unlock">): Promise<void> {
  const bytes = new Uint8Array(await vault.arrayBuffer());
  const unlocked = await Unlocked.open(bytes, passphrase, await choosePrimitives());
  session = new Session(unlocked, openerFrom(program));
  post({ kind: "unlocked", job, reviewer: session.unlocked.describe() });
}

async function work(message: Exclude<ToWorker, Asked<"unlock">>, current: Session): Promise<void> {
  switch (message.kind) {
    case "open":
      return await open(message, current);
    case "extract":
      return await take(message, current);
    case "archive":
      return await archive(message, current);
    case "describe": {
      const description = describeFile(await bytesOf(message, current));
      return post({ kind: "described", job: message.job, description });
    }
    case "read-as":
      return await readAs(message, current);
    case "read-words":
      return await readWords(message, current);
    case "act":
      current.casebook.step(message.whats);
      return tellCasebook(message.job, current.casebook.change(), post);
    case "undo":
      current.casebook.undo();
      return tellCasebook(message.job, current.casebook.change(), post);
    case "seal":
      return await seal(message, current);
    case "confirm":
      await current.casebook.confirm(message.file);
      return tellCasebook(message.job, current.casebook.change(), post);
    case "seal-own": {
      const bytes = await sealOwn(message.text, current.unlocked);
      return post({ kind: "sealed", job: message.job, bytes, readers: [] }, [bytes.buffer]);
    }
    case "write-letter":
    case "answer-draft":
    case "take-draft":
    case "make-mailbag":
    case "confirm-mailbag":
      return await answerLetters(message, current, post);
    default:
      return leave(message, current);
  }
}

async function open({ job, file, name }: Asked<"open">, current: Session): Promise<void> {
  const batches = new Batches(job, file.size, post, (tip) => current.casebook.letters.noteTip(tip));
  try {
    await openFile(file, name, current, batches);
  } finally {
    batches.flush();
  }
}

async function take(message: Asked<"extract">, current: Session): Promise<void> {
  const bytes = await bytesOf(message, current);
  post({ kind: "extracted", job: message.job, bytes }, [bytes.buffer]);
}

async function archive(
  { job, source, designation, files }: Asked<"archive">,
  current: Session,
): Promise<void> {
  const taken: ExportFile[] = [];
  for (const [i, file] of files.entries()) {
    const bytes = await bytesOf({ source, ...file }, current);
    taken.push({ name: savedName(designation, file, i + 1, bytes), bytes });
  }
  const { bytes } = zipFile("", taken, 0);
  post({ kind: "extracted", job, bytes }, [bytes.buffer]);
}

async function readAs({ job, source, encoding }: Asked<"read-as">, { unlocked }: Session): Promise<void> {
  post({ kind: "tips", job, tips: [await openedAs(source, encoding, unlocked)] });
}

/** Whoever kept a tip may have read it otherwise: nothing is changed if it can't be read so. */
async function readWords({ job, source, words }: Asked<"read-words">, { unlocked }: Session): Promise<void> {
  for (const encoding of ENCODINGS) {
    const tip = await openedAs(source, encoding, unlocked);
    const { contents } = tip.opened;
    if (contents.kind === "by-hand" && contents.text === words)
      return post({ kind: "tips", job, tips: [tip] });
  }
}

async function openedAs({ file, origin }: Source, encoding: Encoding, { keys }: Unlocked): Promise<FoundTip> {
  const sealed = await sealedAt(file, origin, keys);
  return { opened: await openTip(sealed, null, keys, encoding), origin };
}

async function bytesOf(
  { source, sha256, name }: Pick<Asked<"extract">, "source" | "sha256" | "name">,
  { unlocked, casebook }: Session,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = source
    ? await extract(source.file, source.origin, name, unlocked.keys)
    : await casebook.attachment(sha256);
  if (!bytes) throw new UnreadableFile("no casebook holds it");
  return bytes;
}

async function seal({ job, wanted }: Asked<"seal">, { casebook }: Session): Promise<void> {
  const { bytes, readers } = await casebook.seal(wanted);
  post({ kind: "sealed", job, bytes, readers }, [bytes.buffer]);
  tellCasebook(job, casebook.change(), post);
}

function leave(message: AskedToLeave, { casebook, leaving }: Session): void {
  const { job, kind } = message;
  if (kind === "tally") post({ kind: "tallied", job, ...leaving.tally(casebook) });
  else if (kind === "preview")
    post({ kind: "previewed", job, preview: leaving.preview(casebook, message.asked) });
  else if (kind === "case") post({ kind: "case", job, one: leaving.caseOf(casebook, message.number) });
  else write(message, casebook, leaving);
}

/** Nothing is handed over before it is signed that it left. */
function write({ job, wanted }: Asked<"write">, casebook: Casebook, leaving: Leaving): void {
  const { written, acts } = leaving.write(casebook, wanted);
  casebook.actAll(acts);
  tellCasebook(job, casebook.change(), post);
  post({ kind: "written", job, written }, [written.bytes.buffer]);
}

function post(message: FromWorker, transfer: ArrayBuffer[] = []): void {
  self.postMessage(message, { transfer });
}

function troubleIn(message: ToWorker, error: unknown): Trouble {
  if (error instanceof ForeignBundle) return "bundle-foreign";
  const trouble = message.kind === "unlock" ? vaultTroubleOf(error) : troubleOf(error);
  if (!trouble) console.error(error);
  return trouble ?? "worker-broken";
}
