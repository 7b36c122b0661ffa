import { chown, lstat } from "node:fs/promises";
import { parseUtf8 } from "../../../crypto/bytes.ts";
import { readSmallFile } from "../files.ts";

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** The numbers of a user of this machine, by /etc/passwd; undefined if there is none. */
export async function ownerNamed(user: string): Promise<Owner | undefined> {
  const fields = await fieldsOf("/etc/passwd", user);
  return fields && { uid: Number(fields[2]), gid: Number(fields[3]) };
}

/** The number of a group, by /etc/group. */
export async function groupNamed(group: string): Promise<number | undefined> {
  const fields = await fieldsOf("/etc/group", group);
  return fields && Number(fields[2]);
}

/** True if that changed anything. */
export async function giveTo({ uid, gid }: Owner, path: string): Promise<boolean> {
  const found = await lstat(path);
  if (found.uid === uid && found.gid === gid) return false;
  await chown(path, uid, gid);
  return true;
}

async function fieldsOf(path: string, name: string): Promise<string[] | undefined> {
  const lines = parseUtf8(await readSmallFile(path), "document-malformed").split("\n");
  return lines.map((line) => line.split(":")).find(([first]) => first === name);
}
