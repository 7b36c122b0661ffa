import { CryptoError } from "../../crypto/errors.ts";
import { ProblemError } from "../http/problem.ts";
import { dearmorByHand } from "./hand-armor.ts";
import { LONGEST_MARK, plainText, textOf } from "./plain-text.ts";

/** Most bytes by which it is told what was handed in. */
const MAX_HEAD = 1024;

const BINARY = "age-encryption.org/";

/** What text begins with, its dashes and all that may stand around lines left out, and what it is then. */
const BEGINNINGS = [
  ["BEGINAGEENCRYPTEDFILE-----", "armor"],
  // Base64 of BINARY, and itself where a shell or an editor took bytes for text: what is left can't be mended.
  ["YWdlLWVuY3J5cHRpb24", "damaged"],
  [BINARY, "damaged"],
  ["BEGINPGP", "sealed otherwise"],
] as const;

/** A word of base64; and from which length on nothing else is one. */
const BASE64 = /^[A-Za-z0-9+/]+$/;
const LINE = 60;

type Kind = (typeof BEGINNINGS)[number][1] | "binary" | "plain" | "nothing";

/**
 * The binary age file in what somebody handed in by hand: binary already, or in armor that a browser, an editor, a shell
 * or a mail program has changed in no more than its encoding and what stands around its lines. The first byte that
 * tells what it is decides; nothing here looks further into what is binary.
 * @throws CryptoError armor-malformed for what was sealed and is no longer whole, no-recipient for what another program
 * sealed, not-age for what wasn't sealed; truncated
 * @throws ProblemError bad-request where nothing was handed in
 */
export async function* sealedBytes(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const chunks = content[Symbol.asyncIterator]();
  try {
    let head = Buffer.alloc(0);
    let kind: Kind | undefined;
    while (kind === undefined) {
      const { done, value } = await chunks.next();
      if (!done) head = Buffer.concat([head, value]);
      kind = kindOf(head, done === true || head.length >= MAX_HEAD);
    }
    const all = from(head, chunks);
    if (kind === "binary") yield* all;
    else if (kind === "armor") yield* dearmorByHand(plainText(all));
    else throw refused(kind);
  } finally {
    await chunks.return?.();
  }
}

/** Undefined as long as it can't be told, unless there is no more to come. */
function kindOf(head: Buffer, isAll: boolean): Kind | undefined {
  const raw = head.toString("latin1", 0, BINARY.length);
  if (raw === BINARY) return "binary";
  if (head.length < LONGEST_MARK && !isAll) return undefined;
  const shown = textOf(head);
  const piece = pieceIn(shown);
  const dashed = shown.replaceAll(/[\s>]/g, "");
  const text = dashed.replace(/^-+/, "");
  const known = BEGINNINGS.find(([beginning]) => text.startsWith(beginning));
  if (known?.[1] === "armor" && !/^-{5}B/.test(dashed)) return "damaged";
  if (known) return known[1];
  if (text === "") return isAll ? "nothing" : undefined;
  const mayBegin = BEGINNINGS.some(([beginning]) => beginning.startsWith(text));
  if (!isAll && (mayBegin || piece === "perhaps")) return undefined;
  return piece === "yes" || text.startsWith("BEGINAGE") ? "damaged" : "plain";
}

/** Whether it is a piece of base64, which may begin within a line. */
function pieceIn(text: string): "yes" | "no" | "perhaps" {
  const words = text.split(/[\s>]+/).filter((word) => word !== "");
  const first = words.slice(0, 2);
  if (!first.every((word) => BASE64.test(word))) return "no";
  if (first.some((word) => word.length >= LINE)) return "yes";
  return words.length > 2 ? "no" : "perhaps";
}

function refused(kind: Exclude<Kind, "binary" | "armor">): Error {
  if (kind === "nothing") return new ProblemError("bad-request");
  if (kind === "damaged") return new CryptoError("armor-malformed", "its beginning");
  return new CryptoError(kind === "plain" ? "not-age" : "no-recipient");
}

async function* from(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield head;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}
