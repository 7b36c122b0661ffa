import { stat } from "node:fs/promises";
import { collect, joined, utf8 } from "../../../crypto/bytes.ts";
import { DigestBuilder, encodeDigest, LEAF_LENGTH } from "../../../crypto/digest.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import { randomBytes } from "../../../crypto/random.ts";
import { commitPath, ENVELOPES_PATH, partPath } from "../../../protocol/addresses.ts";
import { JSON_TYPE, OCTETS } from "../../../protocol/http.ts";
import { codeFrom, serverErrorFor } from "../../http/answers.ts";
import { ServerError } from "../../http/errors.ts";
import type { Answer } from "../../http/question.ts";
import { CliError } from "../errors.ts";
import type { HttpClient } from "../http/client.ts";
import { checkStored } from "../http/stored.ts";
import { piecesOf } from "../pieces.ts";

const OF_OCTETS = [["Content-Type", OCTETS]] as const;
const OF_JSON = [["Content-Type", JSON_TYPE]] as const;

/** What is wrong with an envelope itself; to all else the same envelope may be handed in again. */
const REFUSED = [413, 422];

/**
 * Hands in the envelope in a file as a source's page does: whole, or in parts of 1 MiB. Stored, on the server's disk, when it
 * returns; the server keeps an envelope once, however often it is handed in.
 * @throws CliError envelope-refused, file-…; ServerError
 */
export async function handIn(client: HttpClient, path: string, stop: AbortSignal): Promise<void> {
  const { size } = await stat(path);
  if (size > LEAF_LENGTH) return await handInParts(client, path, stop);
  const digest = new DigestBuilder();
  const body = await collect(leavesOf(path, stop));
  digest.push(body);
  const answer = await client.ask({ method: "POST", path: ENVELOPES_PATH, headers: OF_OCTETS, body });
  await expectStatus(answer, 201, path);
  await checkStored(answer, digest.finish());
}

async function handInParts(client: HttpClient, path: string, stop: AbortSignal): Promise<void> {
  const upload = encodeHex(randomBytes(16));
  const builder = new DigestBuilder();
  let parts = 0;
  for await (const body of leavesOf(path, stop)) {
    builder.push(body);
    const part = { method: "PUT", path: partPath(upload, parts++), headers: OF_OCTETS, body } as const;
    const answer = await client.ask(part);
    await expectStatus(answer, 204, path);
    for await (const _ of answer.body);
  }
  const digest = builder.finish();
  const body = utf8(JSON.stringify({ parts, digest: encodeDigest(digest) }));
  const answer = await client.ask({ method: "POST", path: commitPath(upload), headers: OF_JSON, body });
  await expectStatus(answer, 201, path);
  await checkStored(answer, digest);
}

async function expectStatus(answer: Answer, status: number, path: string): Promise<void> {
  if (answer.status === status) return;
  const code = await codeFrom(answer);
  if (REFUSED.includes(answer.status)) throw refusal(path, code);
  // The upload went with a server that was killed, or was idle for too long: it is begun anew.
  if (code === "upload-unknown")
    throw new ServerError("server-busy", "The server forgot the upload: try again.");
  throw serverErrorFor(answer.status, code);
}

function refusal(path: string, code: string): CliError {
  const remedy =
    code === "too-large"
      ? "it is larger than the server takes, so raise NIGHTJAR_MAX_ENVELOPE there"
      : "it is no whole envelope, so look where it comes from";
  return new CliError("envelope-refused", `${path} is refused (${code}): ${remedy}.`);
}

/** A file's bytes in leaves of LEAF_LENGTH bytes, the last one shorter. @throws CliError file-…, interrupted */
export async function* leavesOf(path: string, stop: AbortSignal): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const piece of piecesOf(path, stop)) {
    const rest = LEAF_LENGTH - length;
    held.push(piece.subarray(0, rest));
    length += piece.length;
    if (length < LEAF_LENGTH) continue;
    yield joined(held);
    held = [piece.subarray(rest)];
    length -= LEAF_LENGTH;
  }
  if (length > 0) yield joined(held);
}
