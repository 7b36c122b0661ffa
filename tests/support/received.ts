import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseTip, TIP_FILE_NAME, type Tip } from "../../client/report/tip.ts";
import { parseIdentityFile } from "../../crypto/age/identity-file.ts";
import { open } from "../../crypto/age/open.ts";
import { collect } from "../../crypto/bytes.ts";
import { unpackTar } from "../../crypto/unpack-tar.ts";
import { sodium } from "./primitives.ts";

const EXPORT = fileURLToPath(new URL("../../server/upkeep/export.ts", import.meta.url));

export interface ReceivedTip {
  readonly tip: Tip;
  /** Everything in the tar but tip.json, by name. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/**
 * What a reviewer finds in the spool of a data folder: exported by the server's own command, then opened.
 * @param opened what was found before, by the names of the exported files: it isn't opened again
 */
export async function receivedTips(
  data: string,
  identityFile: string,
  opened: Map<string, ReceivedTip> = new Map(),
): Promise<ReceivedTip[]> {
  const out = mkdtempSync(join(tmpdir(), "nightjar-received-"));
  try {
    execFileSync(process.execPath, [EXPORT, data, out]);
    const tips: ReceivedTip[] = [];
    for (const name of readdirSync(out)) {
      const tip = opened.get(name) ?? (await openTip(readFileSync(join(out, name)), identityFile));
      opened.set(name, tip);
      tips.push(tip);
    }
    return tips;
  } finally {
    rmSync(out, { recursive: true });
  }
}

export async function openTip(envelope: Uint8Array, identityFile: string): Promise<ReceivedTip> {
  const opened = await open([envelope], parseIdentityFile(identityFile), sodium);
  const files = new Map<string, Uint8Array>();
  for await (const file of unpackTar(opened.plaintext)) files.set(file.name, await collect(file.content));
  const tip = parseTip(files.get(TIP_FILE_NAME) ?? new Uint8Array(0));
  files.delete(TIP_FILE_NAME);
  return { tip, files };
}
