import { latin1 } from "../../../../crypto/bytes.ts";
import { textOfBytes } from "../../display-text.ts";
import { CleanError } from "../../errors.ts";
import { hasAscii, uint } from "../../fields.ts";
import type { Findings } from "../../finding.ts";
import { mask } from "../boxes.ts";
import type { SampleCleaner } from "./codec.ts";

const ES = 3;
const DECODER = 4;
const SPECIFIC = 5;
const SYNC = 6;

interface Descriptor {
  readonly tag: number;
  readonly contents: Uint8Array;
}

/** esds: what decoders need of a stream's descriptors (ISO/IEC 14496-1, 7.2.6); returns the kind of stream (0x40 is AAC). */
export function streamDescriptor(payload: Uint8Array, findings: Findings): number {
  const [stream] = descriptorsIn(payload.subarray(4), [ES]);
  if (!stream) throw new CleanError("structure", "esds");
  const flags = uint(stream.contents, 2, 1, "big");
  if ((flags & 0x40) !== 0) throw new CleanError("elsewhere");
  const head = 3 + ((flags & 0x80) === 0 ? 0 : 2) + ((flags & 0x20) === 0 ? 0 : 2);
  const [decoder] = descriptorsIn(stream.contents.subarray(head), [DECODER, SYNC]);
  if (decoder?.tag !== DECODER) throw new CleanError("structure", "esds");
  mask(decoder.contents.subarray(0, 13), 13);
  const [specific] = descriptorsIn(decoder.contents.subarray(13), [SPECIFIC]);
  const kind = uint(decoder.contents, 0, 1, "big");
  if (kind === 0x20 && specific)
    for (const [start, end] of needlessUserData(specific.contents, findings))
      specific.contents.fill(SPACE, start, end);
  return kind;
}

/** Descriptors side by side; the contents of others than these, and what stands behind, become zero. */
function descriptorsIn(bytes: Uint8Array, tags: readonly number[]): Descriptor[] {
  const found: Descriptor[] = [];
  let at = 0;
  while (at + 2 <= bytes.length && bytes[at] !== 0) {
    const tag = uint(bytes, at++, 1, "big");
    let length = 0;
    for (let i = 0, more = true; more; i++) {
      if (i === 4) throw new CleanError("structure", "descriptor");
      const byte = uint(bytes, at++, 1, "big");
      length = length * 128 + (byte & 127);
      more = byte >= 128;
    }
    if (at + length > bytes.length) throw new CleanError("structure", "descriptor");
    const contents = bytes.subarray(at, at + length);
    if (tags.includes(tag)) found.push({ tag, contents });
    else contents.fill(0);
    at += length;
  }
  bytes.fill(0, at);
  return found;
}

/** What decoders go by, to work around an encoder's faults: its name and numbers alone. */
const HEEDED = /^(?:Lavc\d{1,4}\.\d{1,4}\.\d{1,4}|XviD\d{1,4}[A-Z]?|DivX\d{1,4}(?:b|Build)\d{1,4}p?)\0*$/;
const SPACE = 0x20;

/** MPEG-4 part 2: where user data stands that nobody needs, as [start, end): it may become spaces. */
function needlessUserData(bytes: Uint8Array, findings: Findings): [number, number][] {
  const needless: [number, number][] = [];
  for (let at = nextCode(bytes, 0); at !== -1; at = nextCode(bytes, at + 4)) {
    if (bytes[at + 3] !== 0xb2) continue;
    const next = nextCode(bytes, at + 4);
    const end = next === -1 ? bytes.length : next;
    const data = bytes.subarray(at + 4, end);
    if (HEEDED.test(latin1(data)) || data.every((byte) => byte === SPACE)) continue;
    findings.text("software", textOfBytes(data.map((byte) => byte || SPACE)));
    needless.push([at + 4, end]);
  }
  return needless;
}

function nextCode(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(1, from + 2); at !== -1; at = bytes.indexOf(1, at + 1))
    if (hasAscii(bytes, "\0\0\x01", at - 2)) return at - 2;
  return -1;
}

export function mpeg4Cleaner(): SampleCleaner {
  return ({ source, at, length, findings, patch }) => {
    for (const [start, end] of needlessUserData(source.read(at, length), findings))
      patch({ at: at + start, put: new Uint8Array(end - start).fill(SPACE) });
  };
}
