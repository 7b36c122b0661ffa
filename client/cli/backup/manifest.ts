import type { Branded } from "../../../crypto/bytes.ts";
import { instanceId } from "../../../crypto/documents/anchor.ts";
import {
  encodeDocument,
  list,
  malformed,
  type Of,
  parseDocument,
  record,
  scalar,
  typed,
} from "../../../crypto/documents/canonical.ts";
import { count, hex, yesOrNo } from "../../../crypto/documents/fields.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import { day } from "../../../protocol/day.ts";
import { CliError } from "../errors.ts";

/** A file's place in a backup, and below the folder that it is restored into. */
export type BackupName = Branded<string, "BackupName">;

export const MANIFEST_NAME = "backup.json";
export const MOST_MANIFEST_BYTES = 1024 * 1024;

const MOST_FILES = 5_000;

/** Everything that a backup may hold, and nothing else: no restored file can be anywhere but here. */
const NAMES = [
  /^data\/public\/(anchor\.json|line\.json|source\.html|no-script[a-z-]{0,32}\.html)$/,
  /^data\/public\/(rosters|annexes)\/\d{4,7}(\.signed)?\.json$/,
  /^data\/spool\/(receipts\.db|days\/\d{4}-\d\d-\d\d(\.open)?\.db)$/,
  /^data\/letters\/\d{4}-\d\d-\d\d-[1-9]\d{0,3}(\.open)?\.slots$/,
  /^tor\/[A-Za-z0-9][A-Za-z0-9_-]{0,31}\/(hostname|hs_ed25519_(public|secret)_key)$/,
  /^tor\/[A-Za-z0-9][A-Za-z0-9_-]{0,31}\/authorized_clients\/[a-z0-9-]{1,32}\.auth$/,
];

export function isBackupName(text: string): text is BackupName {
  return NAMES.some((pattern) => pattern.test(text));
}

const listedFile = record(() => ({
  name: scalar((value): BackupName => {
    if (typeof value === "string" && isBackupName(value)) return value;
    throw malformed("name");
  }),
  size: count(0, Number.MAX_SAFE_INTEGER),
  sha256: hex(32),
}));

export interface ListedFile extends Of<typeof listedFile> {}

const MANIFEST = typed(
  "nightjar-backup/v1",
  () => ({
    instance: instanceId,
    /** The UTC day on which it was made. */
    made: day,
    /** Whether sealed envelopes, and mailbags with letters, are in it. */
    envelopes: yesOrNo,
    files: list(listedFile, 1, MOST_FILES),
  }),
  ({ envelopes, files }) => {
    if (new Set(files.map(({ name }) => name.toLowerCase())).size !== files.length)
      throw malformed("the same name twice");
    if (!envelopes && files.some(({ name }) => /^data\/(spool|letters)\//.test(name)))
      throw malformed("envelopes that it says it hasn't");
  },
);

/** The first file of a backup: what follows, in its order (SPEC.md, "Backup of a server"). */
export interface BackupManifest extends Of<typeof MANIFEST> {}

export function encodeBackupManifest(manifest: BackupManifest): Uint8Array {
  return encodeDocument(MANIFEST, manifest);
}

/** @throws CliError backup-refused */
export function parseBackupManifest(bytes: Uint8Array): BackupManifest {
  try {
    return parseDocument(MANIFEST, bytes, MOST_MANIFEST_BYTES);
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    throw new CliError(
      "backup-refused",
      "What was opened is no backup of a server: check which file was given.",
    );
  }
}
