import type { InstanceId } from "../../crypto/documents/anchor.ts";
import type { SigningSeed } from "../../crypto/ed25519.ts";
import type { Signatures } from "../../crypto/primitives/primitives.ts";
import { packTar, type TarFile } from "../../crypto/tar.ts";
import type { Day } from "../../protocol/day.ts";
import { type BundleList, encodeList, type ListedEnvelope } from "./list.ts";
import { fileHash, signManifest } from "./manifest.ts";
import { DOCUMENTS_NAME, envelopeName, LIST_NAME, MANIFEST_NAME } from "./names.ts";

/** What a courier puts into a bundle. */
export interface BundleContents {
  readonly instance: InstanceId;
  readonly made: Day;
  /** In its order: see `inListOrder`. */
  readonly list: BundleList;
  /** The server's answer, as it came. */
  readonly documents: Uint8Array;
  /** An envelope's bytes, `size` of them; asked for when it is due. */
  readonly contentOf: (listed: ListedEnvelope) => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** The bytes of a bundle (SPEC.md, "Bundle"), signed first. @throws CryptoError size-invalid; what `contentOf` throws */
export function packBundle(
  contents: BundleContents,
  seed: SigningSeed,
  signatures: Signatures,
): AsyncGenerator<Uint8Array> {
  const { instance, made, documents, list } = contents;
  const listBytes = encodeList(list);
  const manifest = {
    instance,
    made,
    list: fileHash(listBytes),
    documents: fileHash(documents),
    count: list.envelopes.length,
    bytes: list.envelopes.reduce((sum, { size }) => sum + size, 0),
  };
  return packTar(filesOf(signManifest(manifest, seed, signatures), listBytes, contents));
}

function* filesOf(
  manifest: Uint8Array,
  list: Uint8Array,
  { list: { envelopes }, documents, contentOf }: BundleContents,
): Generator<TarFile> {
  yield whole(MANIFEST_NAME, manifest);
  yield whole(LIST_NAME, list);
  yield whole(DOCUMENTS_NAME, documents);
  for (const listed of envelopes) {
    yield { name: envelopeName(listed.id), size: listed.size, content: contentOf(listed) };
  }
}

function whole(name: string, bytes: Uint8Array): TarFile {
  return { name, size: bytes.length, content: [bytes] };
}
