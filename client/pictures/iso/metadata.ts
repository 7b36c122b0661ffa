import { latin1 } from "../../../crypto/bytes.ts";
import { textOfBytes, textOfUtf16, utcText } from "../display-text.ts";
import { ascii, hasAscii, uint } from "../fields.ts";
import type { Findings, TextCode } from "../finding.ts";
import { positionText } from "../metadata/position.ts";
import { describeXmp } from "../metadata/xmp.ts";
import type { Box } from "./boxes.ts";

// What films say about themselves in boxes that don't stay. Looked for, and never relied on: cleaning doesn't rest on it.

/** Apple's and iTunes' and 3GPP's names of what a text is about. */
const NAMES: Partial<Readonly<Record<TextCode, string>>> = {
  place: "\xa9xyz loci com.apple.quicktime.location.ISO6709 com.apple.quicktime.location.name",
  comment:
    "\xa9nam titl \xa9cmt \xa9des \xa9inf desc dscp \xa9alb \xa9lyr com.apple.quicktime.displayname " +
    "com.apple.quicktime.title com.apple.quicktime.comment com.apple.quicktime.description",
  time: "\xa9day date com.apple.quicktime.creationdate",
  author:
    "\xa9ART \xa9aut \xa9wrt \xa9cpy \xa9dir aART auth perf cprt apID com.apple.quicktime.author " +
    "com.apple.quicktime.artist",
  device:
    "\xa9mak \xa9mod manu modl com.apple.quicktime.make com.apple.quicktime.model " +
    "com.apple.quicktime.camera.identifier com.android.manufacturer com.android.model",
  serial: "CAME SNum slno com.apple.quicktime.content.identifier",
  software: "\xa9swr \xa9too \xa9enc com.apple.quicktime.software com.android.version",
};
const TEXTS: ReadonlyMap<string, TextCode> = new Map(
  Object.entries(NAMES).flatMap(([code, names]) =>
    names.split(" ").map((name) => [name, code as TextCode] as const),
  ),
);

const XMP_UUID = "\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac";

/** Most boxes that are looked at, in all. */
const MAX_EXAMINED = 2000;

/** Tells what a box that doesn't stay held. Never throws. */
export function describeDropped(box: Box, findings: Findings): void {
  if (box.payload.every((byte) => byte === 0)) return;
  const { type, payload } = box;
  if (type === "uuid" && hasAscii(payload, XMP_UUID)) describeXmp(payload.subarray(16), findings);
  else if (type === "prft") findings.text("time", wallClock(payload));
  else if (type === "mpvd") findings.plain("motion");
  else if (type === "udta" || type === "meta") {
    new Reader(findings).read([box]);
    findings.named("notes", type, payload.length);
  } else if (!HARMLESS.has(type)) findings.named("unknown", type, payload.length);
}

/** Of nothing but how the file is laid out. */
const HARMLESS = new Set(["free", "skip", "wide", "mfra", "iods", "btrt", "tref", "pdin"]);

class Reader {
  readonly #findings: Findings;
  #keys: string[] = [];
  #left = MAX_EXAMINED;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  read(boxes: Iterable<Box>): void {
    for (const box of boxes) {
      if (this.#left-- <= 0) return;
      this.#readBox(box);
    }
  }

  #readBox({ type, payload }: Box): void {
    if (type === "udta") this.read(looseBoxes(payload));
    else if (type === "meta") this.read(looseBoxes(payload.subarray(hasAscii(payload, "hdlr", 4) ? 0 : 4)));
    else if (type === "keys") this.#keys = keysIn(payload);
    else if (type === "ilst") for (const item of looseBoxes(payload)) this.#readItem(item);
    else if (type === "XMP_") describeXmp(payload, this.#findings);
    else if (type === "thmb" || type === "thum") this.#findings.size("thumbnail", payload.length);
    else this.#tell(type, textOf(type, payload));
  }

  /** An entry of iTunes' list, named by its type, or by its place among the keys. */
  #readItem({ type, payload }: Box): void {
    if (this.#left-- <= 0) return;
    const name = this.#keys[uint(ascii(type), 0, 4, "big") - 1] ?? type;
    for (const data of looseBoxes(payload)) {
      if (data.type === "data" && name === "covr") this.#findings.size("thumbnail", data.payload.length);
      else if (data.type === "data") this.#tell(name, textOfBytes(data.payload.subarray(8)));
    }
  }

  #tell(name: string, text: string): void {
    const code = TEXTS.get(name);
    if (code === "place") this.#findings.text("place", place(text));
    else if (code && text.trim() !== "") this.#findings.text(code, text);
    else if (/location|face|GPS/i.test(name)) this.#findings.text("place", name);
  }
}

function keysIn(payload: Uint8Array): string[] {
  const keys: string[] = [];
  let at = 8;
  while (at + 8 <= payload.length && keys.length < MAX_EXAMINED) {
    const length = uint(payload, at, 4, "big");
    if (length < 8 || at + length > payload.length) break;
    keys.push(textOfBytes(payload.subarray(at + 8, at + length)));
    at += length;
  }
  return keys;
}

/** Boxes as far as they can be told apart. */
function* looseBoxes(container: Uint8Array): Generator<Box> {
  for (let at = 0; at + 8 <= container.length; ) {
    const length = uint(container, at, 4, "big");
    if (length < 8 || at + length > container.length) return;
    const whole = container.subarray(at, at + length);
    yield { type: latin1(whole.subarray(4, 8)), whole, payload: whole.subarray(8) };
    at += length;
  }
}

/** QuickTime's texts stand behind a length and a language, 3GPP's behind version, flags and a language. */
function textOf(type: string, payload: Uint8Array): string {
  if (type.startsWith("\xa9") && payload.length >= 4) {
    const length = uint(payload, 0, 2, "big");
    return textOfBytes(payload.subarray(4, 4 + length));
  }
  if (type === "loci") {
    const name = textOfBytes(payload.subarray(6));
    const at = 6 + payload.subarray(6).indexOf(0) + 2;
    if (at + 8 > payload.length) return name;
    const [longitude, latitude] = [fixedPoint(payload, at), fixedPoint(payload, at + 4)];
    return `${name} ${latitude < 0 ? "" : "+"}${latitude.toFixed(5)}${longitude < 0 ? "" : "+"}${longitude.toFixed(5)}/`;
  }
  const text = payload.subarray(/^(?:titl|dscp|cprt|perf|auth)$/.test(type) ? 6 : 0);
  return hasAscii(text, "\xfe\xff") ? textOfUtf16(text.subarray(2), false) : textOfBytes(text);
}

function fixedPoint(payload: Uint8Array, at: number): number {
  return (uint(payload, at, 4, "big") | 0) / 65_536;
}

/** ISO 6709: "+22.3193+114.1694/" as coordinates; as it stands if it is written otherwise; none for 0°, 0°. */
function place(text: string): string {
  const match = /^(.*?)([+-]\d{1,2}(?:\.\d{1,12})?)([+-]\d{1,3}(?:\.\d{1,12})?)/.exec(text);
  if (!match) return text;
  const [, name = "", latitude, longitude] = match;
  return name + positionText(Number(latitude), Number(longitude));
}

/** Seconds since 1900 in the third field. */
function wallClock(payload: Uint8Array): string {
  if (payload.length < 16) return "";
  const since1970 = uint(payload, 8, 4, "big") - 2_208_988_800;
  return since1970 <= 0 ? "" : utcText(since1970);
}
