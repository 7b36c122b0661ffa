import { mkdir } from "node:fs/promises";
import { type Attempt, attempt } from "./attempt.ts";
import { type UnpackedEnvelope, type Unpacking, unpackEnvelope } from "./open-envelope.ts";

/** An envelope that is there as a whole, and the folder that is to be made for what it holds. */
export interface SmallEnvelope {
  readonly bytes: Uint8Array;
  readonly folder: string;
}

export type Unpacked = Attempt<UnpackedEnvelope>;

/** Unpacks an envelope into a folder that isn't there yet. Never rejects. */
export function unpackNew(
  folder: string,
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  unpacking: Unpacking,
): Promise<Unpacked> {
  return attempt(async () => {
    await mkdir(folder, { mode: 0o700 });
    return await unpackEnvelope(folder, bytes, unpacking);
  });
}
