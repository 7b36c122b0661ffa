import type { Branded } from "../../../crypto/bytes.ts";
import { encodeInstanceId, type InstanceId, parseInstanceId } from "../../../crypto/documents/anchor.ts";
import {
  encodeJson,
  fieldsOf,
  parseCanonical,
  parseCount,
  parseList,
} from "../../../crypto/documents/canonical.ts";
import { encodeHex, parseHex } from "../../../crypto/encoding.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import { type Day, parseDay } from "../../../protocol/day.ts";
import { CliError } from "../errors.ts";

/** A file's place in a backup, and below the folder that it is restored into. */
export type BackupName = Branded<string, "BackupName">;

export interface ListedFile {
  readonly name: BackupName;
  readonly size: number;
  /** 32 bytes. */
  readonly sha256: Uint8Array;
}

/** The first file of a backup: what follows, in its order (SPEC.md, "Backup of a server"). */
export interface BackupManifest {
  readonly instance: InstanceId;
  /** The UTC day on which it was made. */
  readonly made: Day;
  /** Whether sealed envelopes, and mailbags with letters, are in it. */
  readonly envelopes: boolean;
  readonly files: readonly ListedFile[];
}

export const MANIFEST_NAME = "backup.json";
export const MOST_MANIFEST_BYTES = 1024 * 1024;

const TYPE = "nightjar-backup/v1";
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

export function encodeBackupManifest({ instance, made, envelopes, files }: BackupManifest): Uint8Array {
  return encodeJson({
    type: TYPE,
    instance: encodeInstanceId(instance),
    made,
    envelopes,
    files: files.map(({ name, size, sha256 }) => ({ name, size, sha256: encodeHex(sha256) })),
  });
}

/** @throws CliError backup-refused */
export function parseBackupManifest(bytes: Uint8Array): BackupManifest {
  try {
    return parseCanonical(bytes, readFields, encodeBackupManifest, MOST_MANIFEST_BYTES);
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    throw new CliError(
      "backup-refused",
      "What was opened is no backup of a server: check which file was given.",
    );
  }
}

function readFields(value: unknown): BackupManifest {
  const fields = fieldsOf(value, TYPE);
  if (typeof fields.envelopes !== "boolean") throw new CryptoError("document-malformed", "envelopes");
  const files = parseList(fields.files, 1, MOST_FILES, "files").map(readFile);
  if (new Set(files.map(({ name }) => name.toLowerCase())).size !== files.length) {
    throw new CryptoError("document-malformed", "the same name twice");
  }
  if (!fields.envelopes && files.some(({ name }) => /^data\/(spool|letters)\//.test(name))) {
    throw new CryptoError("document-malformed", "envelopes that it says it hasn't");
  }
  return {
    instance: parseInstanceId(fields.instance),
    made: parseDay(fields.made),
    envelopes: fields.envelopes,
    files,
  };
}

function readFile(value: unknown): ListedFile {
  const { name, size, sha256 } = fieldsOf(value);
  if (typeof name !== "string" || !isBackupName(name)) throw new CryptoError("document-malformed", "name");
  return {
    name,
    size: parseCount(size, 0, Number.MAX_SAFE_INTEGER, "size"),
    sha256: parseHex(sha256, 32, "document-malformed"),
  };
}
