/** Pixels across and down. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Most points of a picture that is decoded: what a good camera makes. More is asked for by bombs only. */
export const MOST_POINTS = 60_000_000;

/** How large a picture says it is, from its first bytes; undefined if it can't be told. Nothing is decoded. */
export function pictureSize(bytes: Uint8Array): PictureSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  try {
    if (view.getUint32(0) === 0x89504e47) return sizeOfPng(view);
    if (view.getUint32(0) === 0x47494638) return sizeOfGif(view);
    if (view.getUint32(0) === 0x52494646) return sizeOfWebp(view);
    return view.getUint16(0) === 0xffd8 ? sizeOfJpeg(view) : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** From IHDR, which is the first chunk. */
function sizeOfPng(view: DataView): PictureSize | undefined {
  return view.getUint32(12) === 0x49484452
    ? { width: view.getUint32(16), height: view.getUint32(20) }
    : undefined;
}

/** From the screen or the first frame, whichever is larger: a decoder makes room for both. */
function sizeOfGif(view: DataView): PictureSize | undefined {
  const colours = view.getUint8(10);
  let at = 13 + (colours & 0x80 ? 3 << ((colours & 7) + 1) : 0);
  for (; view.getUint8(at) === 0x21; at++) {
    at += 2;
    for (let size = view.getUint8(at); size > 0; size = view.getUint8(at)) at += 1 + size;
  }
  if (view.getUint8(at) !== 0x2c) return undefined;
  return {
    width: Math.max(view.getUint16(6, true), view.getUint16(at + 5, true)),
    height: Math.max(view.getUint16(8, true), view.getUint16(at + 7, true)),
  };
}

/** From the first frame header (ITU T.81, B.2.2). */
function sizeOfJpeg(view: DataView): PictureSize | undefined {
  for (let at = 2; ; at += 2 + view.getUint16(at + 2)) {
    while (view.getUint16(at) === 0xffff) at++;
    const marker = view.getUint16(at);
    if (!hasLength(marker) || marker === 0xffda) return undefined;
    if (isFrame(marker)) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
  }
}

/** Not TEM, nor RST0 to RST7, SOI and EOI: none of them stands before a frame, and some decoders skip them there. */
function hasLength(marker: number): boolean {
  return marker > 0xff01 && marker <= 0xfffe && !(marker >= 0xffd0 && marker <= 0xffd9);
}

/** SOF0 to SOF15, without the tables that share their numbers (DHT, JPG, DAC). */
function isFrame(marker: number): boolean {
  return marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
}

function sizeOfWebp(view: DataView): PictureSize | undefined {
  switch (view.getUint32(12)) {
    case 0x56503858:
      return { width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) };
    case 0x56503820:
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case 0x5650384c: {
      const bits = view.getUint32(21, true);
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >> 14) & 0x3fff) };
    }
    default:
      return undefined;
  }
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}
