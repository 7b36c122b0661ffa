import { lstat, mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { utf8 } from "../../../crypto/bytes.ts";
import { exists, type Owner, replaceFile } from "../files.ts";
import { say } from "../say.ts";
import { giveFolder } from "./kept-folder.ts";
import { INCLUDE, includesFragments } from "./left-to-do.ts";
import { groupNamed } from "./owner.ts";
import { TORRC } from "./start.ts";

/** The data folder, closed to others, and the user's own. */
export async function prepareData(data: string, owner: Owner | undefined): Promise<void> {
  const made = !(await exists(data));
  await mkdir(dirname(data), { recursive: true, mode: 0o755 });
  const open = !made && ((await lstat(data)).mode & 0o077) !== 0;
  const { uid, gid } = made
    ? { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }
    : await lstat(data);
  await giveFolder(data, owner ?? { uid, gid }, 0o700);
  if (open) say(`closed to others: ${data}`);
  if (made) say(`made: ${data}`);
}

/** As Debian's README of tor has it: the server's own, entered by tor's group, which the sockets inherit. */
export async function prepareSockets(path: string, owner: Owner | undefined): Promise<boolean> {
  const gid = await groupNamed("debian-tor");
  if (!owner || gid === undefined) return false;
  const made = !(await exists(path));
  await mkdir(dirname(path), { recursive: true, mode: 0o755 });
  const changed = await giveFolder(path, { uid: owner.uid, gid }, 0o2750);
  say(`${made ? "made" : changed ? "given to the server's user" : "as it was"}: ${path}`);
  return true;
}

/** Tor reads its fragments if its own file names them, once. "none" if tor has no such file yet. */
export async function includeFragments(): Promise<"before" | "now" | "none"> {
  if (!(await exists(TORRC))) return "none";
  const text = await readFile(TORRC, "utf8");
  if (includesFragments(text)) return "before";
  await replaceFile(TORRC, utf8(`${text}${text.endsWith("\n") ? "" : "\n"}${INCLUDE}\n`), 0o644);
  say(`named there: ${INCLUDE} (${TORRC})`);
  return "now";
}
