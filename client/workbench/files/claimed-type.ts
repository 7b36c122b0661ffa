import type { TipContents } from "../../opening/opened-tip.ts";

/** What a report says that one of its files is; undefined if it says nothing of it. */
export function claimedType(contents: TipContents, name: string): string | undefined {
  if (contents.kind !== "report") return undefined;
  return contents.tip.attachments.find((attachment) => attachment.name === name)?.type;
}
