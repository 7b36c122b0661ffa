import { MOST_ATTACHMENTS } from "../report/attachment.ts";
import { ATTACHMENTS_FOLDER, neutralName } from "../report/attachment-name.ts";
import { isTelling } from "../report/cleanable.ts";
import type { MediaType } from "../report/media-types.ts";
import { recognise } from "../report/recognise.ts";
import { SNIFF_LENGTH } from "../report/sniff.ts";
import type { Code } from "../report/vocabulary/codes.ts";
import type { Cleaning } from "./cleaner.ts";
import { SourceError } from "./errors.ts";
import { ownName } from "./own-name.ts";
import { removedBy } from "./removed.ts";
import type { DraftFile } from "./worker/messages.ts";

/** A file that a person chose. */
export interface ChosenFile {
  readonly key: number;
  readonly file: File;
  readonly type: MediaType;
  /**
   * What cleaning came to; `reading` until it has, `plain` for a text, in which there is nothing to
   * clean, and `uncleanable` for any other kind of file.
   */
  readonly cleaning: Cleaning | { readonly kind: "reading" | "plain" };
  readonly choices: FileChoices;
}

/** What a person decides for one file, each on purpose. */
export interface FileChoices {
  /** Send the uncleaned original too, beside the clean copy. */
  readonly original: boolean;
  /** Keep the name it has on the person's machine. */
  readonly name: boolean;
  /** Send what couldn't be cleaned, as it is. */
  readonly asItIs: boolean;
}

const READING = { kind: "reading" } as const;
const PLAIN = { kind: "plain" } as const;
const UNCLEANABLE = { kind: "uncleanable", findings: [] } as const;

const NO_CHOICES: FileChoices = { original: false, name: false, asItIs: false };

/**
 * Most bytes of all files together. Padded and sealed they stay below 100 MiB, which is what a server takes, for
 * any number of files that a tip.json has room for.
 */
export const MAX_FILES_LENGTH = 100_000_000;

/** Most bytes that all files may take up in a tip.json, so that there is room for the report. */
const MAX_FILES_IN_TIP = 40 * 1024;

/** The files that a person chose, and what of each is sent. */
export class ChosenFiles {
  readonly #clean: (file: Blob) => Promise<Cleaning>;
  #list: readonly ChosenFile[] = [];
  #count = 0;
  /** Told after every change of the list. */
  changed: () => void = () => {};

  constructor(clean: (file: Blob) => Promise<Cleaning>) {
    this.#clean = clean;
  }

  get list(): readonly ChosenFile[] {
    return this.#list;
  }

  /** Whether a file is still being cleaned. */
  get reading(): boolean {
    return this.#list.some(({ cleaning }) => cleaning.kind === "reading");
  }

  /** What couldn't be cleaned, and what the person has not decided to send as it is. */
  get held(): readonly ChosenFile[] {
    return this.#list.filter(({ cleaning, choices }) => isUnclean(cleaning) && !choices.asItIs);
  }

  /**
   * Takes files in; those that can be are cleaned, or looked at, afterwards, one by one.
   * @throws SourceError too-many-files, files-too-large, file-unreadable; then none of them is taken
   */
  async add(files: readonly File[]): Promise<void> {
    const looked = await Promise.all(files.map(look));
    const chosen = looked.map(({ file, type }): ChosenFile => {
      const cleaning = isTelling(type) ? READING : type === "text/plain" ? PLAIN : UNCLEANABLE;
      return { key: ++this.#count, file, type, cleaning, choices: NO_CHOICES };
    });
    const list = [...this.#list, ...chosen];
    if (lengthInTip(list) > MAX_FILES_IN_TIP) throw new SourceError("too-many-files");
    this.#set(list);
    for (const { key, file, cleaning } of chosen)
      if (cleaning.kind === "reading") this.#cleanLater(key, file);
  }

  remove(key: number): void {
    this.#set(this.#list.filter((file) => file.key !== key));
  }

  /** @throws SourceError too-many-files, files-too-large */
  choose(key: number, choices: Partial<FileChoices>): void {
    this.#replace(key, (file) => ({ ...file, choices: { ...file.choices, ...choices } }));
  }

  /** A file can't be read any more. @param name as it is sent; returns what it is called on the person's machine */
  lose(name: string): string | undefined {
    const isIt = (chosen: ChosenFile, place: number) =>
      filesFor(chosen, place).some((sent) => sent.name === name);
    const lost = this.#sent.find((chosen, i) => isIt(chosen, i + 1));
    if (!lost) return undefined;
    this.#replace(lost.key, (file) => ({
      ...file,
      cleaning: { kind: "damaged", code: "file-unreadable" },
      choices: { ...file.choices, asItIs: false },
    }));
    return lost.file.name;
  }

  clear(): void {
    this.#set([]);
  }

  /** What is sent, in order: a clean copy and behind it, if chosen, its original; other files as they are. */
  toSend(): readonly DraftFile[] {
    return this.#sent.flatMap((file, i) => filesFor(file, i + 1));
  }

  get #sent(): readonly ChosenFile[] {
    const { held } = this;
    return this.#list.filter((file) => !held.includes(file));
  }

  #cleanLater(key: number, file: File): void {
    this.#clean(file).then((cleaning) => this.#replace(key, (chosen) => ({ ...chosen, cleaning })));
  }

  #replace(key: number, change: (file: ChosenFile) => ChosenFile): void {
    this.#set(this.#list.map((file) => (file.key === key ? change(file) : file)));
  }

  #set(list: readonly ChosenFile[]): void {
    if (countSent(list) > Math.max(MOST_ATTACHMENTS, countSent(this.#list)))
      throw new SourceError("too-many-files");
    if (list.length > 0 && mostSent(list) > Math.max(MAX_FILES_LENGTH, mostSent(this.#list)))
      throw new SourceError("files-too-large");
    this.#list = list;
    this.changed();
  }
}

/** Whether a file is one that holds more than it shows, as far as we can tell. */
export function isUnclean({ kind }: ChosenFile["cleaning"]): boolean {
  return kind === "damaged" || kind === "uncleanable";
}

/** Bytes that these files take up in a tip.json, nearly. */
function lengthInTip(files: readonly ChosenFile[]): number {
  const sent = files.flatMap((file, i) => filesFor(file, i + 1));
  return JSON.stringify(sent).length;
}

/** How many files are sent of these, originals among them. */
function countSent(files: readonly ChosenFile[]): number {
  return files.length + files.filter(({ choices }) => choices.original).length;
}

/** Bytes of what is sent of these files. A clean copy is never larger than its original. */
export function mostSent(files: readonly ChosenFile[]): number {
  return files.reduce(
    (sum, file) => sum + file.file.size + (file.choices.original ? copyOf(file).size : 0),
    0,
  );
}

/** The name that a file, or its clean copy, is sent under. `place` counts from 1. */
export function nameOf({ file, type, choices }: ChosenFile, place: number): string {
  const neutral = neutralName(place, type);
  if (!choices.name) return neutral;
  return `${neutral.slice(0, neutral.indexOf("-"))}-${ownName(file.name)}`;
}

function filesFor(chosen: ChosenFile, place: number): DraftFile[] {
  const { file, type, cleaning, choices } = chosen;
  const name = nameOf(chosen, place);
  const original = name.replace("-", "-original-");
  if (cleaning.kind !== "cleaned") return [draftFile(name, type, file, null, null)];
  const { copy, findings } = cleaning;
  const removed = removedBy(findings);
  if (!choices.original) return [draftFile(name, type, copy, removed, null)];
  return [
    draftFile(name, type, copy, removed, ATTACHMENTS_FOLDER + original),
    draftFile(original, type, file, null, null),
  ];
}

function draftFile(
  name: string,
  type: MediaType,
  content: Blob,
  cleaned: readonly Code<"removed">[] | null,
  original: string | null,
): DraftFile {
  return { name: ATTACHMENTS_FOLDER + name, type, size: content.size, cleaned, original, content };
}

function copyOf({ file, cleaning }: ChosenFile): Blob {
  return cleaning.kind === "cleaned" ? cleaning.copy : file;
}

async function look(file: File): Promise<{ file: File; type: MediaType }> {
  try {
    const start = await file.slice(0, SNIFF_LENGTH).arrayBuffer();
    return { file, type: recognise(new Uint8Array(start), file.name) };
  } catch {
    // A folder that was dropped, or a file on a stick that is gone: the browser doesn't tell them apart.
    throw new SourceError("file-unreadable");
  }
}
