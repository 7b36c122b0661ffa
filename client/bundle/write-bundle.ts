import type { InstanceId } from "../../crypto/documents/anchor.ts";
import type { SigningSeed } from "../../crypto/ed25519.ts";
import type { Signatures } from "../../crypto/primitives/primitives.ts";
import { packTar, type TarFile, tarInPieces } from "../../crypto/tar.ts";
import type { Day } from "../../protocol/day.ts";
import { type BundleList, encodeList, type ListedEnvelope } from "./list.ts";
import { fileHash, signManifest } from "./manifest.ts";
import { DOCUMENTS_NAME, envelopeName, LIST_NAME, MANIFEST_NAME, POOL_NAME } from "./names.ts";

/** What a courier puts into a bundle, each envelope's bytes in whatever form they are kept. */
export interface BundleContents<Content = Bytes> {
  readonly instance: InstanceId;
  readonly made: Day;
  /** In its order: see `inListOrder`. */
  readonly list: BundleList;
  /** The server's answer, as it came. */
  readonly documents: Uint8Array;
  /** All letters of the day, as they came; undefined if there were none to be had. */
  readonly pool?: Uint8Array | undefined;
  /** An envelope's bytes, `size` of them; asked for when it is due. */
  readonly contentOf: (listed: ListedEnvelope) => Content;
}

type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** The bytes of a bundle (SPEC.md, "Bundle"), signed first. @throws CryptoError size-invalid; what `contentOf` throws */
export function packBundle(
  contents: BundleContents,
  seed: SigningSeed,
  signatures: Signatures,
): AsyncGenerator<Uint8Array> {
  return packTar(filesOf(contents, seed, signatures, (bytes) => [bytes]));
}

/** The same as pieces to be put one behind the other, envelopes as they are kept. @throws CryptoError size-invalid */
export function bundleInPieces<Content>(
  contents: BundleContents<Content>,
  seed: SigningSeed,
  signatures: Signatures,
  keep: (bytes: Uint8Array) => Content,
): Generator<Content | Uint8Array> {
  return tarInPieces(filesOf(contents, seed, signatures, keep));
}

function* filesOf<Content>(
  contents: BundleContents<Content>,
  seed: SigningSeed,
  signatures: Signatures,
  keep: (bytes: Uint8Array) => Content,
): Generator<TarFile<Content>> {
  const { instance, made, documents, pool, list, contentOf } = contents;
  const listBytes = encodeList(list);
  const manifest = {
    instance,
    made,
    list: fileHash(listBytes),
    documents: fileHash(documents),
    ...(pool && { letters: fileHash(pool) }),
    count: list.envelopes.length,
    bytes: list.envelopes.reduce((sum, { size }) => sum + size, 0),
  };
  const whole = (name: string, bytes: Uint8Array) => ({ name, size: bytes.length, content: keep(bytes) });
  yield whole(MANIFEST_NAME, signManifest(manifest, seed, signatures));
  yield whole(LIST_NAME, listBytes);
  yield whole(DOCUMENTS_NAME, documents);
  if (pool) yield whole(POOL_NAME, pool);
  for (const listed of list.envelopes) {
    yield { name: envelopeName(listed.id), size: listed.size, content: contentOf(listed) };
  }
}
