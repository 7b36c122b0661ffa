/** Bytes in one message, below the MiB from which on Firefox sends them beside it. */
const PIECE = 512 * 1024;
/** More parts than these Firefox reads and copies where one blob is put together of them. */
const PARTS = 8;

type Send = (blob: Blob) => Promise<Blob>;

let sending: Promise<Send> | undefined;

/**
 * Has the browser keep bytes outside of the page's process, once; copies them before it returns. Firefox keeps a blob
 * where it was made, and copies all of it to its first process when it is saved. But one that came over a port that was
 * itself sent has gone through that process, and stays there: the page holds a reference, and saving copies nothing. In
 * other browsers it is a blob like any other.
 */
export async function keepOutside(bytes: Uint8Array): Promise<Blob> {
  const cut = bytes.length > 2 * PARTS ? bytes.length - PARTS - 1 : bytes.length;
  const front = inPieces(bytes.subarray(0, cut), PIECE);
  const end = inPieces(bytes.subarray(cut), 1);
  const kept = await sendAll([...front, ...end]);
  const last = kept.splice(front.length);
  if (last.length === 0) return await joinOutside(kept);
  // One part too many, on purpose: when all is saved, Firefox reads on from here only when what was before is on its
  // way to the disk. Else it would copy everything first. It loses bytes if such a blob is the first of another one.
  return await joinOutside([...kept, ...(await sendAll([new Blob(last)]))]);
}

/** Puts parts one behind the other; those that were kept are not copied. */
export async function joinOutside(parts: readonly BlobPart[]): Promise<Blob> {
  const joined = await sendAll(inGroups(parts.length, PARTS, (from, to) => parts.slice(from, to)));
  return joined.length > 1 ? await joinOutside(joined) : (joined[0] ?? new Blob());
}

async function sendAll(blobs: readonly Blob[]): Promise<Blob[]> {
  sending ??= openPort();
  return await Promise.all(blobs.map(await sending));
}

async function openPort(): Promise<Send> {
  const [inner, outer] = [new MessageChannel(), new MessageChannel()];
  const sent = new Promise<MessageEvent>((resolve) => {
    outer.port2.onmessage = resolve;
  });
  outer.port1.postMessage(0, [inner.port2]);
  const [port] = (await sent).ports as [MessagePort];
  const waiting: ((kept: Blob) => void)[] = [];
  port.onmessage = ({ data }) => waiting.shift()?.(data);
  return (blob) =>
    new Promise((resolve) => {
      waiting.push(resolve);
      inner.port1.postMessage(blob);
    });
}

function inPieces(bytes: Uint8Array, length: number): Blob[] {
  return inGroups(bytes.length, length, (from, to) => [bytes.subarray(from, to) as Uint8Array<ArrayBuffer>]);
}

function inGroups(count: number, most: number, group: (from: number, to: number) => BlobPart[]): Blob[] {
  return Array.from({ length: Math.ceil(count / most) }, (_, i) => new Blob(group(i * most, (i + 1) * most)));
}
