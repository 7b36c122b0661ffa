import { parseTip, TIP_FILE_NAME, type Tip } from "../../client/report/tip.ts";
import { open } from "../../crypto/age/open.ts";
import { collect } from "../../crypto/bytes.ts";
import { unpackTar } from "../../crypto/unpack-tar.ts";
import { parseIdentityFile } from "./age-text.ts";
import { sodium } from "./primitives.ts";
import { storedEnvelopes } from "./spool-files.ts";

export interface ReceivedTip {
  readonly tip: Tip;
  /** Everything in the tar but tip.json, by name. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/**
 * What a reviewer finds in the spool of a data folder.
 * @param opened what was found before, by the envelopes' names: it isn't opened again
 */
export async function receivedTips(
  data: string,
  identityFile: string,
  opened: Map<string, ReceivedTip> = new Map(),
): Promise<ReceivedTip[]> {
  const tips: ReceivedTip[] = [];
  for (const { key, bytes } of storedEnvelopes(data)) {
    const tip = opened.get(key) ?? (await openTip(bytes, identityFile));
    opened.set(key, tip);
    tips.push(tip);
  }
  return tips;
}

export async function openTip(envelope: Uint8Array, identityFile: string): Promise<ReceivedTip> {
  const opened = await open([envelope], parseIdentityFile(identityFile), sodium);
  const files = new Map<string, Uint8Array>();
  for await (const file of unpackTar(opened.plaintext)) files.set(file.name, await collect(file.content));
  const tip = parseTip(files.get(TIP_FILE_NAME) ?? new Uint8Array(0));
  files.delete(TIP_FILE_NAME);
  return { tip, files };
}
