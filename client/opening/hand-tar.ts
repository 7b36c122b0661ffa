import { concat } from "../../crypto/bytes.ts";
import { MOST_ATTACHMENTS } from "../report/attachment.ts";
import { type Announced, announced, type Extension, longNameIn, paxIn } from "./hand-tar-header.ts";
import { HEADER_BLOCK, looksLikeTar } from "./plaintext-kind.ts";

/** A file of a tar that somebody made by hand. */
export interface HandTarFile {
  /** As the tar has it, whatever it says. */
  readonly name: string;
  /** Where in the tar its bytes begin, and how many they are. */
  readonly offset: number;
  readonly size: number;
}

/** Takes the bytes of one file, in pieces. */
export type Take = (bytes: Uint8Array) => void;

/** Longest pax header or long name, in bytes. */
const MOST_EXTENSION = 64 * 1024;

/**
 * Reads a tar as GNU tar, bsdtar (macOS, Windows), 7-Zip and BusyBox make it, as its bytes come. Pax headers, long names
 * and folders are understood; links and devices are left out and counted. Never throws: `finish` tells whether it was one.
 */
export class HandTar {
  /** Links, devices and the like. */
  leftOut = 0;
  readonly #begin: (file: HandTarFile) => Take;
  #files = 0;
  #broken = false;
  #ended = false;
  #at = 0;
  #block: Uint8Array = new Uint8Array(0);
  /** What is left of the bytes that a header announced, and of the zeros behind them. */
  #left = 0;
  #padding = 0;
  #take: Take = () => {};
  #extension: { readonly kind: Announced["kind"]; held: Uint8Array } | undefined;
  #before: Extension = {};

  /** @param begin is told of each file, and gives what takes its bytes */
  constructor(begin: (file: HandTarFile) => Take) {
    this.#begin = begin;
  }

  push(bytes: Uint8Array): void {
    for (let rest = bytes; rest.length > 0 && !this.#broken; ) {
      const taken = this.#ended
        ? this.#behindEnd(rest)
        : this.#left > 0
          ? this.#content(rest)
          : this.#between(rest);
      this.#at += taken;
      rest = rest.subarray(taken);
    }
  }

  /** To be called after the last byte: whether all of it was a tar, with a file in it. */
  finish(): boolean {
    const isWhole = this.#left === 0 && this.#padding === 0 && this.#block.length === 0 && !this.#extension;
    return !this.#broken && isWhole && this.#files > 0;
  }

  #behindEnd(bytes: Uint8Array): number {
    if (bytes.some((byte) => byte !== 0)) this.#broken = true;
    return bytes.length;
  }

  #content(bytes: Uint8Array): number {
    const own = bytes.subarray(0, this.#left);
    this.#left -= own.length;
    this.#take(own);
    if (this.#left === 0) this.#endContent();
    return own.length;
  }

  #between(bytes: Uint8Array): number {
    const skipped = Math.min(this.#padding, bytes.length);
    this.#padding -= skipped;
    const part = bytes.subarray(skipped, skipped + HEADER_BLOCK - this.#block.length);
    this.#block = concat(this.#block, part);
    if (this.#block.length === HEADER_BLOCK) this.#header(this.#at + skipped + part.length);
    return skipped + part.length;
  }

  #header(offset: number): void {
    const block = this.#block;
    this.#block = new Uint8Array(0);
    if (block.every((byte) => byte === 0)) {
      this.#ended = true;
      return;
    }
    const entry = looksLikeTar(block) ? announced(block, this.#before) : undefined;
    if (!entry) {
      this.#broken = true;
      return;
    }
    this.#left = entry.size;
    this.#padding = (HEADER_BLOCK - (entry.size % HEADER_BLOCK)) % HEADER_BLOCK;
    this.#beginEntry(entry, offset);
    if (this.#left === 0) this.#endContent();
  }

  #beginEntry({ kind, name, size }: Announced, offset: number): void {
    this.#take = () => {};
    if (kind === "pax" || kind === "long-name") {
      if (size > MOST_EXTENSION) this.#broken = true;
      const extension = { kind, held: new Uint8Array(0) as Uint8Array };
      this.#extension = extension;
      this.#take = (bytes) => {
        extension.held = concat(extension.held, bytes);
      };
      return;
    }
    if (kind === "ignored") return;
    this.#before = {};
    if (kind === "link") this.leftOut++;
    if (kind !== "file") return;
    this.#files++;
    if (this.#files > MOST_ATTACHMENTS) this.#broken = true;
    else this.#take = this.#begin({ name, offset, size });
  }

  #endContent(): void {
    const extension = this.#extension;
    this.#extension = undefined;
    if (!extension) return;
    const said = extension.kind === "pax" ? paxIn(extension.held) : longNameIn(extension.held);
    if (said) this.#before = { ...this.#before, ...said };
    else this.#broken = true;
  }
}
