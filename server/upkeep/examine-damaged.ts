import "../http/quiet.ts";
import { existsSync, mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { encodeHex } from "../../crypto/encoding.ts";
import { StartError } from "../errors.ts";
import { DayReader } from "../store/sqlite/day-reader.ts";
import { SpoolFolder } from "../store/sqlite/folder.ts";
import { type Remains, remainsOf } from "../store/sqlite/soundness.ts";
import { run } from "./program.ts";
import { spoolBelow } from "./spool-below.ts";
import { writeEnvelope } from "./write-envelope.ts";

/** What "nightjar examine" is told of one database that was set aside. */
interface Examined {
  /** Its path below the spool. */
  readonly name: string;
  readonly day: string;
  /** Envelopes whose rows can be read, and those of them that are whole. */
  readonly listed: number;
  readonly readable: number;
  /** Bytes of those that are whole. */
  readonly bytes: number;
}

await run("The examination", examine);

/** Looks at all that was set aside, beside a running server or without one; with `out`, what is whole is written there. */
async function examine([data, out, ...others]: readonly string[]): Promise<Examined[]> {
  if (data === undefined || others.length > 0)
    throw new StartError("Give the data folder: node server/upkeep/examine-damaged.ts DATA [OUT]");
  const found: Examined[] = [];
  for (const { day, path } of new SpoolFolder(spoolBelow(data)).damaged()) {
    const remains = remainsOf(path);
    const { listed, whole } = remains;
    if (out !== undefined && whole.length > 0) await writeAll(path, remains, out);
    const bytes = whole.reduce((sum, { size }) => sum + size, 0);
    found.push({ name: `damaged/${basename(path)}`, day, listed, readable: whole.length, bytes });
  }
  return found;
}

/** Each as a file of its own, as an export does; what is there already is left alone. */
async function writeAll(path: string, { whole }: Remains, out: string): Promise<void> {
  mkdirSync(out, { recursive: true, mode: 0o700 });
  using reader = new DayReader(path, true);
  for (const row of whole) {
    const file = join(out, `${encodeHex(row.key)}.age`);
    if (!existsSync(file)) await writeEnvelope(reader, row, file);
  }
}
