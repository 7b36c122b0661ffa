import { encodeHex } from "../../crypto/encoding.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { sha256Aside } from "../../crypto/native-sha256.ts";
import type { Signatures } from "../../crypto/primitives/primitives.ts";
import { unpackWholeTar, type WholeTarFile } from "../../crypto/unpack-tar.ts";
import { ReportError } from "../report/errors.ts";
import { recognise } from "../report/recognise.ts";
import { SNIFF_LENGTH } from "../report/sniff.ts";
import { digestOfFile, isAnswerable, judgeReply } from "./judge-reply.ts";
import type { FoundFile, TipContents } from "./opened-tip.ts";
import { checkPlace, tipIn } from "./walk-tip.ts";

/** `readTip` for a tar that is there as a whole. @throws CryptoError tar-malformed, tar-entry-refused */
export async function readSmallTip(tar: Uint8Array, signatures: Signatures): Promise<TipContents> {
  const unpacked = await unpackWholeTar(tar);
  for (const [i, file] of unpacked.entries()) checkPlace(file, i);
  const [first, ...others] = unpacked;
  if (!first) throw new CryptoError("tar-malformed", "no tip.json");
  const tip = tipIn(first.bytes);
  if (tip instanceof ReportError) return { kind: "unreadable", files: await lookAtFiles(unpacked) };
  const proof = isAnswerable(tip)
    ? judgeReply(tip, await Promise.all(others.map(({ bytes }) => digestOfFile(bytes))), signatures)
    : undefined;
  return { kind: "report", tip, files: await lookAtFiles(others), proof };
}

async function lookAtFiles(files: readonly WholeTarFile[]): Promise<FoundFile[]> {
  return await Promise.all(
    files.map(async ({ name, bytes }) => ({
      name,
      size: bytes.length,
      type: recognise(bytes.subarray(0, SNIFF_LENGTH), name),
      sha256: encodeHex(await sha256Aside(bytes)),
    })),
  );
}
