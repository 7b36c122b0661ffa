import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { equalBytes } from "../../crypto/bytes.ts";
import { type Anchor, parseAnchor } from "../../crypto/documents/anchor.ts";
import {
  type AnchorLine,
  anchorLine,
  inForce,
  isSameAnchor,
  LINE_NAME,
  parseLineFile,
} from "../../crypto/documents/anchor-line.ts";
import type { SignedDocument } from "../../crypto/documents/dsse.ts";
import type { Instant } from "../../crypto/documents/instant.ts";
import { encodeServedRoster } from "../../crypto/documents/roster-file.ts";
import type { VerifiedRoster } from "../../crypto/documents/verified-roster.ts";
import { nodeSignatures } from "../../crypto/node/signatures.ts";
import { cannotRead, StartError } from "../errors.ts";
import { loadNoScriptPages, type NoScriptPages } from "../no-script/pages.ts";
import { sentenceOf } from "../rosters/document-folder.ts";
import { RosterStore } from "../rosters/roster-store.ts";

/** What the server shows to everybody, as bytes: it makes none of it, and checks what can be checked. */
export interface PublicDocuments {
  readonly anchor: Anchor;
  readonly anchorBytes: Uint8Array;
  /** The signed moves that led to it, as far as the server knows the line. */
  readonly moves: readonly SignedDocument[];
  readonly page: Uint8Array;
  readonly noScript: NoScriptPages;
  readonly rosters: RosterStore;
  /** The roster file that sources are given, or the awaited roster alone; undefined if there is neither. */
  roster(): Uint8Array | undefined;
  /** What it says, if it holds at this moment. */
  heldRoster(): VerifiedRoster | undefined;
  /** When the awaited roster begins, if none holds and its time is still to come. */
  opens(): Instant | undefined;
}

/** @throws StartError */
export function loadPublicDocuments(
  data: string,
  now: () => number,
  tell: (sentence: string) => void = console.error,
): PublicDocuments {
  const folder = join(data, "public");
  const anchorPath = join(folder, "anchor.json");
  const anchorBytes = readOrExplain(anchorPath, "the anchor");
  const anchor = explained("anchor.json", () => parseAnchor(anchorBytes));
  const page = readOrExplain(join(folder, "source.html"), "the page");
  const noScript = loadNoScriptPages((name) =>
    readOrExplain(join(folder, name), "the page for hand-made envelopes"),
  );
  const { line, moves } = lineBeside(folder, anchor, tell);
  const rosters = new RosterStore(folder, line, now, tellWhileAnchor(anchorPath, anchorBytes, tell));
  return {
    anchor,
    anchorBytes,
    moves,
    page,
    noScript,
    rosters,
    roster: () => {
      const { shown } = rosters.look();
      if (shown.kind === "served") return shown.roster.bytes;
      return shown.kind === "awaited" ? encodeServedRoster({ roster: shown.roster.document }) : undefined;
    },
    opens: () => {
      const { shown } = rosters.look();
      return shown.kind === "awaited" ? shown.roster.roster.notBefore : undefined;
    },
    heldRoster: () => {
      const { shown } = rosters.look();
      return shown.kind === "served" ? shown.roster.document : undefined;
    },
  };
}

/**
 * Once another anchor lies there, what comes is refused for that alone: one sentence in the place of all says so, and
 * the server says the rest when it is started again.
 */
function tellWhileAnchor(path: string, anchorBytes: Uint8Array, tell: (sentence: string) => void) {
  let told = false;
  return (sentence: string) => {
    if (existsSync(path) && equalBytes(readFileSync(path), anchorBytes)) return tell(sentence);
    if (!told) tell("anchor.json is another than this server was started with: restart it.");
    told = true;
  };
}

/** The line of anchors that ends in this one, if it lies there; else this one alone. */
function lineBeside(folder: string, anchor: Anchor, tell: (sentence: string) => void) {
  const alone = { line: [anchor] as AnchorLine, moves: [] };
  const path = join(folder, LINE_NAME);
  if (!existsSync(path)) return alone;
  try {
    const { first, moves } = parseLineFile(readFileSync(path));
    const line = anchorLine(first, moves, nodeSignatures);
    if (isSameAnchor(inForce(line), anchor)) return { line, moves };
    tell(
      `${LINE_NAME} is not used: it doesn't lead to anchor.json. Publish with the moves (roster publish).`,
    );
  } catch (error) {
    tell(`${LINE_NAME} is not used: ${sentenceOf(error)}`);
  }
  return alone;
}

function readOrExplain(path: string, what: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw cannotRead(what, path, error);
  }
}

function explained<T>(name: string, check: () => T): T {
  try {
    return check();
  } catch (error) {
    throw new StartError(`The server does not start with this ${name}: ${sentenceOf(error)}`);
  }
}
