import { concat, utf8 } from "../../../../crypto/bytes.ts";
import { ppm } from "./jpegs.ts";
import { number } from "./tiff.ts";
import { convert } from "./tools.ts";

/** RIFF's frame around contents. */
export function riff(...chunks: readonly Uint8Array[]): Uint8Array {
  const body = concat(utf8("WEBP"), ...chunks);
  return concat(utf8("RIFF"), number(body.length, 4, true), body);
}

export function chunk(type: string, data: Uint8Array): Uint8Array {
  const padding = new Uint8Array(data.length % 2);
  return concat(Buffer.from(type, "latin1"), number(data.length, 4, true), data, padding);
}

/** The contents' chunks, header and padding included, by a reader of the test's own. */
export function chunksIn(contents: Uint8Array): { type: string; data: Uint8Array; whole: Uint8Array }[] {
  const chunks = [];
  const view = Buffer.from(contents.buffer, contents.byteOffset, contents.length);
  for (let at = 0; at + 8 <= view.length; ) {
    const length = view.readUInt32LE(at + 4);
    const end = at + 8 + length + (length % 2);
    const data = contents.subarray(at + 8, at + 8 + length);
    chunks.push({ type: view.toString("latin1", at, at + 4), data, whole: contents.subarray(at, end) });
    at = end;
  }
  return chunks;
}

/** WebPs of every form that isn't animated, made by libwebp's tools. */
export function webps(): Readonly<Record<string, Uint8Array>> {
  const cwebp = (flags: readonly string[], input: Uint8Array) =>
    convert("cwebp", [...flags, "IN0", "-o", "OUT"], input);
  return {
    lossy: cwebp(["-q", "60"], ppm(64, 45)),
    lossless: cwebp(["-lossless"], ppm(64, 45)),
    "lossy with alpha": cwebp(["-q", "60"], pam(33, 21)),
    "lossless with alpha": cwebp(["-lossless", "-exact"], pam(33, 21)),
  };
}

/** Three frames: lossless, lossy with alpha, lossy. */
export function animation(): Uint8Array {
  const frames = ["IN0", "-lossy", "-q", "50", "-d", "70", "IN1", "IN2"];
  return convert(
    "img2webp",
    ["-loop", "3", ...frames, "-o", "OUT"],
    pam(40, 30),
    pam(40, 30, 9),
    ppm(40, 30),
  );
}

/** A picture with transparency, as a PAM. */
function pam(width: number, height: number, shift = 0): Uint8Array {
  const head = `P7\nWIDTH ${width}\nHEIGHT ${height}\nDEPTH 4\nMAXVAL 255\nTUPLTYPE RGB_ALPHA\nENDHDR\n`;
  const samples = Uint8Array.from(
    { length: width * height * 4 },
    (_, i) => ((i + shift) * 5 + (i >> 6)) % 256,
  );
  return concat(utf8(head), samples);
}
