import { ATTACHMENTS_FOLDER, neutralName } from "../report/attachment-name.ts";
import { EMPTY_REPORT } from "../report/report.ts";
import { type MediaType, SNIFF_LENGTH, sniff } from "../report/sniff.ts";
import { roomLeft } from "../report/tip-json.ts";
import { SourceError } from "./errors.ts";
import type { DraftFile, SealingDraft } from "./worker/messages.ts";

/** A file that a person chose. */
export interface ChosenFile {
  readonly file: File;
  readonly type: MediaType;
}

/**
 * Most bytes of all files together. Padded and sealed they stay below 100 MiB, which is what a server takes, for
 * any number of files that a tip.json has room for.
 */
export const MAX_FILES_LENGTH = 100_000_000;

/** What a person has written and chosen so far; it lives in this page's memory only. */
export class Draft {
  readonly #language: string;
  narrative = "";
  #files: readonly ChosenFile[] = [];

  constructor(language: string) {
    this.#language = language;
  }

  get files(): readonly ChosenFile[] {
    return this.#files;
  }

  /** Reads the first bytes of each file, to know what it is. @throws SourceError files-too-large, file-unreadable */
  async add(files: readonly File[]): Promise<void> {
    const chosen = await Promise.all(files.map(recognise));
    const together = [...this.#files, ...chosen];
    if (lengthOf(together) > MAX_FILES_LENGTH) throw new SourceError("files-too-large");
    this.#files = together;
  }

  remove(file: ChosenFile): void {
    this.#files = this.#files.filter((other) => other !== file);
  }

  clear(): void {
    this.narrative = "";
    this.#files = [];
  }

  /** Bytes left in the tip.json; negative if there is too much. */
  get roomLeft(): number {
    return roomLeft(this.#tip());
  }

  /** What goes to the worker. @throws SourceError nothing-written, tip-too-large */
  toSeal(): SealingDraft {
    if (this.narrative.trim() === "") throw new SourceError("nothing-written");
    if (this.roomLeft < 0) throw new SourceError("tip-too-large");
    return { language: this.#language, narrative: this.narrative, files: this.#draftFiles() };
  }

  #tip() {
    const attachments = this.#draftFiles().map(({ name, type, content }) => ({
      name: ATTACHMENTS_FOLDER + name,
      type,
      size: content.size,
      cleaned: null,
      original: null,
    }));
    return { language: this.#language, report: { ...EMPTY_REPORT, narrative: this.narrative }, attachments };
  }

  #draftFiles(): DraftFile[] {
    return this.#files.map(({ file, type }, i) => ({ name: neutralName(i + 1, type), type, content: file }));
  }
}

export function lengthOf(files: readonly ChosenFile[]): number {
  return files.reduce((sum, { file }) => sum + file.size, 0);
}

async function recognise(file: File): Promise<ChosenFile> {
  try {
    const start = await file.slice(0, SNIFF_LENGTH).arrayBuffer();
    return { file, type: sniff(new Uint8Array(start)) };
  } catch {
    // A folder that was dropped, or a file on a stick that is gone: the browser doesn't tell them apart.
    throw new SourceError("file-unreadable");
  }
}
