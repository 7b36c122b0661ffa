import { MOST_TEXT } from "../casebook/what.ts";
import { TEXTUAL } from "../report/sniff-text.ts";
import type { Encoding } from "./encodings.ts";
import { handName, keyOf } from "./hand-names.ts";
import { HandTar } from "./hand-tar.ts";
import { FileLook } from "./look-at-file.ts";
import { type ByHand, type FoundFile, WHOLE_FILE_NAME } from "./opened-tip.ts";
import type { ReadText } from "./read-text.ts";
import { TextGuess } from "./text-guess.ts";

/** A file that was sealed by hand: where it lies in what was sealed, and what it says if it is plain text. */
export interface HandFile extends FoundFile {
  readonly offset: number;
  readonly text: ReadText | "too-long" | undefined;
}

/** What somebody sealed by hand: a tar of files, or one file that is whatever it is. */
export interface HandMade {
  readonly isTar: boolean;
  readonly files: readonly HandFile[];
  /** Links, devices and the like, of which a tar has nothing but names. */
  readonly leftOut: number;
}

/** Reads, as bytes come, what somebody sealed by hand. Never throws. */
export class HandReader {
  readonly #chosen: Encoding | undefined;
  readonly #whole: Entry;
  readonly #tar = new HandTar(({ name, offset }) => this.#begin(name, offset));
  readonly #files: HandFile[] = [];
  readonly #names = new Set<string>();
  #open: Entry | undefined;

  /** @param chosen how texts are to be read, whatever they look like */
  constructor(chosen?: Encoding) {
    this.#chosen = chosen;
    this.#whole = new Entry(WHOLE_FILE_NAME, 0, chosen);
  }

  push(bytes: Uint8Array): void {
    this.#whole.push(bytes);
    this.#tar.push(bytes);
  }

  /** To be called once, after the last byte. */
  finish(): HandMade {
    this.#endFile();
    const whole = this.#whole.finish();
    return this.#tar.finish()
      ? { isTar: true, files: this.#files, leftOut: this.#tar.leftOut }
      : { isTar: false, files: [whole], leftOut: 0 };
  }

  #begin(given: string, offset: number): (bytes: Uint8Array) => void {
    this.#endFile();
    const name = handName(given, this.#names);
    this.#names.add(keyOf(name));
    const entry = new Entry(name, offset, this.#chosen);
    this.#open = entry;
    return (bytes) => entry.push(bytes);
  }

  #endFile(): void {
    if (this.#open) this.#files.push(this.#open.finish());
    this.#open = undefined;
  }
}

class Entry {
  readonly #name: string;
  readonly #offset: number;
  readonly #look = new FileLook();
  readonly #guess: TextGuess;

  constructor(name: string, offset: number, chosen: Encoding | undefined) {
    this.#name = name;
    this.#offset = offset;
    this.#guess = new TextGuess(chosen);
  }

  push(bytes: Uint8Array): void {
    this.#look.push(bytes);
    this.#guess.push(bytes);
  }

  finish(): HandFile {
    const found = this.#look.finish(this.#name);
    const guessed = this.#guess.finish();
    // A PDF, say, may be nothing but letters: it is one nevertheless.
    const isText = guessed !== undefined && TEXTUAL.has(found.type);
    const text = isText ? guessed : undefined;
    return { ...found, type: isText ? "text/plain" : found.type, offset: this.#offset, text };
  }
}

/** The tip that it is: the words of its texts, in their order, and all files. */
export function tipByHand({ files, leftOut }: HandMade): ByHand {
  const { texts, tooLong } = textsThatFit(files);
  const [only] = texts;
  const words = texts.map(({ name, text }) => `${name}:\n${text}`).join("\n\n");
  return {
    kind: "by-hand",
    text: only ? (texts.length === 1 ? only.text : words) : null,
    readAs: [...new Set(texts.map(({ encoding }) => encoding))],
    tooLong,
    files: files.map(({ name, size, type, sha256 }) => ({ name, size, type, sha256 })),
    leftOut,
  };
}

/** As many texts as a casebook keeps of one tip, each under its name. */
function textsThatFit(files: readonly HandFile[]) {
  const texts: (ReadText & { readonly name: string })[] = [];
  let [room, tooLong] = [MOST_TEXT, false];
  for (const { name, text } of files) {
    if (text === undefined) continue;
    const length = text === "too-long" ? Number.POSITIVE_INFINITY : name.length + text.text.length + 4;
    const fits = length <= room || (texts.length === 0 && length - name.length - 4 <= room);
    if (text === "too-long" || !fits) tooLong = true;
    else {
      texts.push({ name, ...text });
      room -= length;
    }
  }
  return { texts, tooLong };
}
