import { VERSION_LINE } from "../../crypto/age/header.ts";
import { startsWith, utf8 } from "../../crypto/bytes.ts";

/** How files of ours begin. */
const BEGINNINGS = {
  sealed: VERSION_LINE,
  "reviewer-card": '{"payloadType":"application/vnd.nightjar.reviewer-card.',
  "steward-card": '{"payloadType":"application/vnd.nightjar.steward-card.',
  "courier-card": '{"payloadType":"application/vnd.nightjar.courier-card.',
  move: '{"payloadType":"application/vnd.nightjar.anchor-move.',
  anchor: '{"type":"nightjar-anchor/',
  line: '{"type":"nightjar-line/',
  share: '{"type":"nightjar-share/',
  roster: '{"roster":{"payloadType":"application/vnd.nightjar.roster.',
} as const;

export type FileKind = keyof typeof BEGINNINGS;

/** What a file of ours is, by how it begins, of which nothing is verified; undefined for any other. */
export function kindOfFile(bytes: Uint8Array): FileKind | undefined {
  const kinds = Object.keys(BEGINNINGS) as FileKind[];
  return kinds.find((kind) => startsWith(bytes, utf8(BEGINNINGS[kind])));
}
