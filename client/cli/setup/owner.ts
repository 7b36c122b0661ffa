import { type Owner, readSmallText } from "../files.ts";

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

async function fieldsOf(path: string, name: string): Promise<string[] | undefined> {
  const lines = (await readSmallText(path)).split("\n");
  return lines.map((line) => line.split(":")).find(([first]) => first === name);
}
