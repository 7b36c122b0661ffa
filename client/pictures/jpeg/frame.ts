import { CleanError } from "../errors.ts";
import { uint } from "../fields.ts";

// The checks of segments that a decoder needs (ITU-T T.81, B.2): each must consist of exactly what it is for.

/** What a frame header says of the picture; scans refer to its components. */
export interface Frame {
  readonly width: number;
  /** 0: said by a DNL segment behind the first scan. */
  readonly height: number;
  readonly components: ReadonlySet<number>;
}

/** SOF. @throws CleanError structure */
export function parseFrame(payload: Uint8Array): Frame {
  const [precision = 0, , , , , count = 0] = payload;
  require(payload.length === 6 + 3 * count && count >= 1 && count <= 4);
  require(precision === 8 || precision === 12);
  const components = new Set<number>();
  for (let at = 6; at < payload.length; at += 3) {
    const [id = 0, sampling = 0, table = 0] = payload.subarray(at, at + 3);
    require(isFactor(sampling >> 4) && isFactor(sampling & 15) && table <= 3);
    components.add(id);
  }
  const width = uint(payload, 3, 2, "big");
  require(width > 0 && components.size === count);
  return { width, height: uint(payload, 1, 2, "big"), components };
}

/** SOS. @throws CleanError structure */
export function checkScan(payload: Uint8Array, frame: Frame): void {
  const [count = 0] = payload;
  require(payload.length === 4 + 2 * count && count >= 1 && count <= 4);
  for (let at = 1; at < 1 + 2 * count; at += 2) {
    const [id = 0, tables = 0] = payload.subarray(at, at + 2);
    require(frame.components.has(id) && tables >> 4 <= 3 && (tables & 15) <= 3);
  }
  const [start = 0, end = 0, approximation = 0] = payload.subarray(1 + 2 * count);
  require(start <= 63 && end <= 63);
  require(approximation >> 4 <= 13 && (approximation & 15) <= 13);
}

/** DQT. @throws CleanError structure */
export function checkQuantizationTables(payload: Uint8Array): void {
  checkTables(payload, (at) => 64 * (1 + ((payload[at] ?? 0) >> 4)));
}

/** DHT. @throws CleanError structure */
export function checkHuffmanTables(payload: Uint8Array): void {
  checkTables(payload, (at) => {
    const symbols = payload.subarray(at + 1, at + 17).reduce((sum, count) => sum + count, 0);
    require(symbols <= 256);
    return 16 + symbols;
  });
}

/** Tables side by side, each so long behind its first byte. */
function checkTables(payload: Uint8Array, lengthOf: (at: number) => number): void {
  let at = 0;
  while (at < payload.length) {
    const head = payload[at] ?? 0;
    require(head >> 4 <= 1 && (head & 15) <= 3);
    at += 1 + lengthOf(at);
  }
  require(at === payload.length);
}

/** DRI. @throws CleanError structure */
export function checkRestartInterval(payload: Uint8Array): void {
  require(payload.length === 2);
}

/** DNL: the height of the picture, where the frame doesn't say it. @throws CleanError structure */
export function checkNumberOfLines(payload: Uint8Array, frame: Frame): void {
  require(payload.length === 2);
  const lines = uint(payload, 0, 2, "big");
  require(lines > 0 && (frame.height === 0 || frame.height === lines));
}

function isFactor(value: number): boolean {
  return value >= 1 && value <= 4;
}

function require(condition: boolean): void {
  if (!condition) throw new CleanError("structure");
}
