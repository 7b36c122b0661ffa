import { ANCHOR_NAME, LEFT_FOLDER, MOVES_FOLDER, OWNER_NAME } from "./ceremony-file.ts";
import {
  CARDS_FOLDER,
  isPayloadName,
  payloadOfSignature,
  SIGNED_FOLDER,
  SUMMARY_NAME,
} from "./draft-names.ts";
import { CeremonyError } from "./errors.ts";

/** What a file of a ceremony file is, by its name. */
export type CeremonyPlace =
  | "owner"
  | "anchor"
  | "move"
  | "card"
  | "left"
  | "payload"
  | "draft-card"
  | "part"
  | "summary"
  | "document"
  | "memory";

const CARD = /\.(card|json)$/;
const PUBLIC = /^[0-9]{4,7}(\.signed)?\.json$/;
const MOVE = /^(move(-[0-9]{1,2})?|[0-9]{2})\.json$/;
const OF_MOVE = /^[0-9a-f]{16}-(?=anchor-move\.json)/;

/**
 * The place of each name, whatever folders the whole lies in: a closed set.
 * @throws CeremonyError file-stray, file-drafts
 */
export function placesIn(names: readonly string[]): CeremonyPlace[] {
  const drafts = new Set(names.filter(isPayloadOfDraft).map((name) => split(name).folder));
  if (drafts.size > 1) throw new CeremonyError("file-drafts");
  const [draft] = drafts;
  return names.map((name) => {
    const place = placeOf(name, draft);
    if (!place) throw new CeremonyError("file-stray", name);
    return place;
  });
}

function placeOf(name: string, draft: string | undefined): CeremonyPlace | undefined {
  const { folder, base } = split(name);
  const inner = split(folder).base;
  if (base === SUMMARY_NAME) return "summary";
  if (inner === SIGNED_FOLDER) return payloadOfSignature(base.replace(OF_MOVE, "")) ? "memory" : undefined;
  if (isPayloadName(base)) return "payload";
  if (folder === draft && payloadOfSignature(base)) return "part";
  if (inner === "rosters" || inner === "annexes") return PUBLIC.test(base) ? "document" : undefined;
  if (inner === LEFT_FOLDER) return CARD.test(base) ? "left" : undefined;
  if (inner === CARDS_FOLDER && CARD.test(base))
    return draft !== undefined && folder === below(draft, CARDS_FOLDER) ? "draft-card" : "card";
  if (base === OWNER_NAME) return "owner";
  if (base === ANCHOR_NAME) return "anchor";
  if (MOVE.test(base) && (inner === MOVES_FOLDER || base.startsWith("move"))) return "move";
  return base.endsWith(".card") ? "card" : undefined;
}

function isPayloadOfDraft(name: string): boolean {
  const { folder, base } = split(name);
  return isPayloadName(base) && split(folder).base !== SIGNED_FOLDER;
}

function split(name: string): { readonly folder: string; readonly base: string } {
  const at = name.lastIndexOf("/");
  return { folder: name.slice(0, Math.max(at, 0)), base: name.slice(at + 1) };
}

function below(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}
