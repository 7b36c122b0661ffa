import { concat, joined } from "../../../../crypto/bytes.ts";
import { textOfBytes } from "../../display-text.ts";
import { hasAscii } from "../../fields.ts";
import type { Findings } from "../../finding.ts";

// Supplemental enhancement information (ITU-T H.264 and H.265, annex D): messages between the pictures, of which
// decoders need few, and in which encoders and cameras write their names, the time and the place.

const FILLER = 3;
const REGISTERED = 4;
const UNREGISTERED = 5;

/** What decoders and screens heed, by the number that both standards give them. */
const SHARED = [
  6, // where decoding can begin
  19, // film grain
  23, // tone mapping
  45, // how two pictures for two eyes are packed
  47, // how the picture is turned
  137, // colours of the mastering display
  144, // light levels
  147, // another transfer function
  165, // alpha
];
export const KEPT_IN_AVC: ReadonlySet<number> = new Set([0, ...SHARED]);
export const KEPT_IN_HEVC: ReadonlySet<number> = new Set([0, 1, 129, ...SHARED]);

/** Registered user data: captions (ATSC), which are left out as other subtitles are; HDR10+, and what HDR Vivid adds. */
const CAPTIONS = "\xb5\0\x31GA94";
const REGISTERED_KEPT = ["\xb5\0\x3c\0\x01\x04", "\x26\0\x04\0\x05"];

interface Message {
  readonly type: number;
  readonly payload: Uint8Array;
  readonly whole: Uint8Array;
}

/**
 * The same SEI unit, of the same length, without the messages that aren't needed: filler stands in their place.
 * Undefined if nothing has to change.
 */
export function cleanSei(
  unit: Uint8Array,
  headerLength: number,
  kept: ReadonlySet<number>,
  findings: Findings,
): Uint8Array | undefined {
  const messages = messagesOf(unescaped(unit.subarray(headerLength)));
  const isKept = (message: Message) => isNeeded(message, kept);
  if (messages?.every(isKept)) return undefined;
  for (const message of messages ?? []) if (!isKept(message)) describe(message, findings);
  const wanted = (messages ?? []).filter((message) => message.type !== FILLER && isKept(message));
  const header = unit.subarray(0, headerLength);
  return (
    rebuilt(header, joined(wanted.map(({ whole }) => whole)), unit.length) ??
    rebuilt(header, new Uint8Array(0), unit.length) ??
    concat(header, new Uint8Array(unit.length - header.length).fill(0xff))
  );
}

function isNeeded({ type, payload }: Message, kept: ReadonlySet<number>): boolean {
  if (type === FILLER) return payload.every((byte) => byte === 0xff);
  if (type === REGISTERED) return REGISTERED_KEPT.some((start) => hasAscii(payload, start));
  return kept.has(type);
}

function describe({ type, payload }: Message, findings: Findings): void {
  if (type === REGISTERED && hasAscii(payload, CAPTIONS)) findings.named("track", "GA94", payload.length);
  if (type !== UNREGISTERED) return;
  const text = textOfBytes(payload.subarray(16)).match(/[\x20-\x7e]{4,}/)?.[0];
  if (text) findings.text("software", text);
}

/** Undefined if the messages don't fill the unit as they should. */
function messagesOf(rbsp: Uint8Array): Message[] | undefined {
  const messages: Message[] = [];
  let end = rbsp.length;
  while (end > 0 && rbsp[end - 1] === 0) end--;
  if (rbsp[end - 1] !== 0x80) return undefined;
  let at = 0;
  const number = () => {
    let value = 0;
    while (rbsp[at] === 0xff && at < end) {
      value += 255;
      at++;
    }
    return value + (rbsp[at++] ?? 0);
  };
  while (at < end - 1) {
    const start = at;
    const type = number();
    const length = number();
    if (at + length > end - 1) return undefined;
    messages.push({
      type,
      payload: rbsp.subarray(at, at + length),
      whole: rbsp.subarray(start, at + length),
    });
    at += length;
  }
  return messages;
}

/** A unit of this length: the messages, filler, and the end. Undefined if they don't come out even. */
function rebuilt(header: Uint8Array, messages: Uint8Array, length: number): Uint8Array | undefined {
  for (const spare of [0, 1]) {
    const room = length - header.length - escaped(messages).length - 1 - spare;
    if (room !== 0 && room < 2) continue;
    const unit = concat(header, escaped(concat(messages, filler(room), Uint8Array.of(0x80))));
    if (unit.length === length) return unit;
  }
  return undefined;
}

/** Filler messages of so many bytes, two at least each. */
function filler(length: number): Uint8Array {
  const bytes = new Uint8Array(length).fill(0xff);
  for (let at = 0; at < length; ) {
    const left = length - at;
    const whole = left === 257 ? 255 : Math.min(left, 256);
    bytes.set([FILLER, whole - 2], at);
    at += whole;
  }
  return bytes;
}

/** Without the bytes that keep start codes from appearing. */
function unescaped(bytes: Uint8Array): Uint8Array {
  const plain = new Uint8Array(bytes.length);
  let length = 0;
  let zeros = 0;
  for (const byte of bytes) {
    if (zeros >= 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
    plain[length++] = byte;
  }
  return plain.subarray(0, length);
}

function escaped(bytes: Uint8Array): Uint8Array {
  const safe = new Uint8Array(Math.ceil(bytes.length * 1.5) + 1);
  let length = 0;
  let zeros = 0;
  for (const byte of bytes) {
    if (zeros >= 2 && byte <= 3) {
      safe[length++] = 3;
      zeros = 0;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
    safe[length++] = byte;
  }
  return safe.subarray(0, length);
}
