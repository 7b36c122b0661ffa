import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from "node:fs";

/** Byte strings to look for, by a name for each. */
export type Needles = Readonly<Record<string, Buffer>>;

const PIECE = 4 * 1024 * 1024;
const PAGE = 4096;

/** Bits 63 and 62 of an entry of /proc/PID/pagemap, in its last byte. */
const PRESENT_OR_SWAPPED = 0xc0;

/**
 * A text in the forms in which it could lie in a memory or a file: UTF-8, UTF-16 both ways, and as base64 would show
 * it inside something larger, at each of the three alignments.
 */
export function formsOf(text: string): Needles {
  const utf8 = Buffer.from(text, "utf8");
  const utf16le = Buffer.from(text, "utf16le");
  return {
    "UTF-8": utf8,
    "UTF-16LE": utf16le,
    "UTF-16BE": Buffer.from(utf16le).swap16(),
    "base64, aligned": base64At(0, utf8),
    "base64, one off": base64At(1, utf8),
    "base64, two off": base64At(2, utf8),
  };
}

/** The characters of the base64 of `before` unknown bytes and then these, that these alone decide. */
function base64At(before: number, bytes: Buffer): Buffer {
  const characters = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
  const first = Math.ceil((before * 8) / 6);
  const end = Math.floor(((before + bytes.length) * 8) / 6);
  return Buffer.from(characters.slice(first, end), "latin1");
}

/** The names of the needles that are anywhere in the readable memory of a process (Linux; one's own child). */
export function findInMemory(pid: number, needles: Needles): string[] {
  const found = new Set<string>();
  for (const bytes of memoryOf(pid))
    for (const [name, needle] of Object.entries(needles)) if (bytes.includes(needle)) found.add(name);
  return [...found].sort();
}

/** That memory: each run of pages that lie beside each other. */
export function* memoryOf(pid: number): Generator<Buffer> {
  const memory = openSync(`/proc/${pid}/mem`, "r");
  const pagemap = openSync(`/proc/${pid}/pagemap`, "r");
  try {
    for (const region of readableRegions(pid))
      for (const run of pagesInUse(pagemap, region)) yield readRun(memory, run);
  } finally {
    closeSync(memory);
    closeSync(pagemap);
  }
}

/** The names of the needles that are in a file which the process has open, deleted ones included. */
export function findInOpenFiles(pid: number, needles: Needles): string[] {
  const paths = readdirSync(`/proc/${pid}/fd`).map((name) => `/proc/${pid}/fd/${name}`);
  const contents = paths.flatMap((path) => contentOfOpen(path) ?? []);
  return Object.keys(needles).filter((name) => {
    return contents.some((content) => content.includes(needles[name] ?? ""));
  });
}

/** Undefined for what is no file, or was closed since. */
function contentOfOpen(path: string): Buffer | undefined {
  try {
    return statSync(path).isFile() ? readFileSync(path) : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

interface Range {
  /** Addresses in bytes; `end` is the first behind. */
  readonly start: number;
  readonly end: number;
}

function readableRegions(pid: number): Range[] {
  return readFileSync(`/proc/${pid}/maps`, "utf8")
    .split("\n")
    .filter((line) => / r\S{3} /.test(line) && !/\[(vvar|vsyscall)/.test(line))
    .map((line) => /^([0-9a-f]+)-([0-9a-f]+) /.exec(line))
    .filter((match) => match !== null)
    .map(([, start = "", end = ""]) => ({
      start: Number.parseInt(start, 16),
      end: Number.parseInt(end, 16),
    }));
}

/** The runs of a region's pages that were ever touched, present or swapped out: the others hold nothing. */
function pagesInUse(pagemap: number, region: Range): Range[] {
  const entries = Buffer.alloc(((region.end - region.start) / PAGE) * 8);
  const length = readSync(pagemap, entries, 0, entries.length, (region.start / PAGE) * 8);
  const runs: Range[] = [];
  for (let i = 0; i < length / 8; i++) {
    if (((entries[i * 8 + 7] ?? 0) & PRESENT_OR_SWAPPED) === 0) continue;
    const start = region.start + i * PAGE;
    const last = runs.at(-1);
    if (last?.end === start) runs[runs.length - 1] = { start: last.start, end: start + PAGE };
    else runs.push({ start, end: start + PAGE });
  }
  return runs;
}

function readRun(memory: number, { start, end }: Range): Buffer {
  const bytes = Buffer.alloc(end - start);
  for (let at = 0; at < bytes.length; at += PIECE) readAt(memory, bytes.subarray(at, at + PIECE), start + at);
  return bytes;
}

/** A region may have gone since it was listed, or be one that the kernel shows nobody: then nothing is read. */
function readAt(memory: number, piece: Buffer, at: number): void {
  try {
    readSync(memory, piece, 0, piece.length, at);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EIO") return;
    throw error;
  }
}
