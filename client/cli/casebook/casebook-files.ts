import { equalBytes } from "../../../crypto/bytes.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import { loadSodium } from "../../../crypto/primitives/sodium.ts";
import { CasebookError } from "../../casebook/errors.ts";
import { type Line, mergeLines } from "../../casebook/line.ts";
import type { AttachmentHash } from "../../casebook/names.ts";
import { type OpenedCasebook, openCasebook } from "../../casebook/read-casebook.ts";
import type { StoredAttachment } from "../../casebook/write-casebook.ts";
import { wipeVault } from "../../vault/vault.ts";
import { CliError } from "../errors.ts";
import { openPlainFile } from "../files.ts";
import type { Passphrases } from "../open/passphrases.ts";
import { readVault } from "../read-vault.ts";
import {
  actReaderOf,
  casebookIdentity,
  type GivenDocuments,
  type ReadActs,
  type ReviewerAtWork,
  reviewerAtWork,
} from "./reviewer-at-work.ts";

/** Casebooks that have been read to their ends. */
export interface ReadCasebooks {
  readonly lines: readonly Line[];
  /** Each once, ascending; their bytes are read again, from the files, when they are asked for in this order. */
  readonly attachments: readonly StoredAttachment[];
  /** Closes the files. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** What every command on casebooks is given, and what those are that write one; for helps. */
export const VAULT_OPTIONS = {
  "--vault FILE": "a reviewer's vault",
  "[--roster FILE]…":
    "a roster file that the stewards signed, if the casebook doesn't carry it; may be given several times",
} as const;
export const ANNEX_OPTION = {
  "[--annex FILE]":
    "the signed annex of a roster that you are in, if the casebook doesn't carry it: it says who the reviewers are",
} as const;

/** What a command was given to open casebooks with. */
interface GivenFiles extends GivenDocuments {
  readonly vault: string;
}

/**
 * Does something with casebooks that have been read to their ends, together; however it ends, the files are closed, and
 * the vault is wiped. @throws as readVault, reviewerAtWork, readCasebooks
 */
export async function withCasebooks<T>(
  paths: readonly string[],
  given: GivenFiles,
  passphrases: Passphrases,
  work: (
    reviewer: ReviewerAtWork,
    read: ReadActs,
    attachments: ReadCasebooks["attachments"],
  ) => T | Promise<T>,
): Promise<T> {
  const primitives = await loadSodium();
  const vault = await readVault(given.vault, passphrases, primitives);
  try {
    const reviewer = await reviewerAtWork(vault, given, primitives);
    await using casebooks = await readCasebooks(paths, reviewer);
    const { lines, attachments } = casebooks;
    return await work(reviewer, { lines, acts: actReaderOf(reviewer).actsOf(lines) }, attachments);
  } finally {
    wipeVault(vault);
  }
}

/**
 * Reads casebooks whole, attachments too; the documents that they carry come in the store. @throws CliError file-…,
 * casebook-refused, with the file's name
 */
export async function readCasebooks(
  paths: readonly string[],
  reviewer: ReviewerAtWork,
): Promise<ReadCasebooks> {
  const lines: Line[][] = [];
  const found = new Map<AttachmentHash, { path: string; size: number }>();
  for (const path of paths) {
    await naming(path, async () => {
      const casebook = await opened(path, reviewer);
      if (casebook.documents) reviewer.store.add(casebook.documents);
      lines.push([...casebook.lines]);
      for await (const { sha256, size, content } of casebook.attachments) {
        for await (const _ of content);
        if (!found.has(sha256)) found.set(sha256, { path, size });
      }
    });
  }
  const again = new AttachmentsAgain(reviewer);
  const attachments = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    lines: mergeLines(...lines),
    attachments: attachments.map(([sha256, { path, size }]) => ({
      sha256,
      size,
      content: again.contentOf(path, sha256),
    })),
    [Symbol.asyncDispose]: () => again.close(),
  };
}

/** Goes through the files a second time, all at once, each as far as it is asked for. */
class AttachmentsAgain {
  readonly #reviewer: ReviewerAtWork;
  readonly #open = new Map<string, OpenedCasebook>();

  constructor(reviewer: ReviewerAtWork) {
    this.#reviewer = reviewer;
  }

  async *contentOf(path: string, wanted: AttachmentHash): AsyncGenerator<Uint8Array> {
    const { attachments } = await this.#opened(path);
    for (;;) {
      const next = await attachments.next();
      if (next.done)
        throw new CliError("casebook-refused", `${path} was changed while it was read: run this again.`);
      if (next.value.sha256 !== wanted) continue;
      yield* next.value.content;
      return;
    }
  }

  async close(): Promise<void> {
    for (const { attachments } of this.#open.values()) await attachments.return(undefined);
  }

  async #opened(path: string): Promise<OpenedCasebook> {
    const known = this.#open.get(path);
    if (known) return known;
    const casebook = await opened(path, this.#reviewer);
    this.#open.set(path, casebook);
    return casebook;
  }
}

async function opened(path: string, reviewer: ReviewerAtWork): Promise<OpenedCasebook> {
  const file = await openPlainFile(path);
  const identity = casebookIdentity(reviewer);
  const casebook = await openCasebook(file.createReadStream(), [identity], reviewer.primitives).finally(() =>
    identity.wipe(),
  );
  if (equalBytes(casebook.instance, reviewer.anchor.instance)) return casebook;
  await casebook.attachments.return(undefined);
  throw new CasebookError("casebook-foreign");
}

/** Whoever joins meets this first. */
const NOT_FOR_US =
  "It isn't sealed to this vault: it was written before you joined, or after you left. Ask a colleague who opens it to " +
  'write it anew, by "casebook merge" with a roster and annex that you are in, or in the workbench.';

async function naming<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CasebookError || error instanceof CryptoError)) throw error;
    throw new CliError(
      "casebook-refused",
      `${path}: ${error.code === "no-match" ? NOT_FOR_US : error.message}`,
    );
  }
}
