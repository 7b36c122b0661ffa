import type { Anchor } from "../../../crypto/documents/anchor.ts";
import { inForce } from "../../../crypto/documents/anchor-line.ts";
import { anchorFingerprint } from "../../../crypto/documents/fingerprint.ts";
import type { Period } from "../../../crypto/documents/period.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import { backUp, encodeShare, parseShare, restore } from "../../vault/backup.ts";
import { VaultError } from "../../vault/errors.ts";
import { isLongEnough } from "../../vault/passphrase.ts";
import { openVault, sealVault } from "../../vault/sealed-vault.ts";
import type { Vault, VaultKind } from "../../vault/vault.ts";
import { lineInFiles } from "../anchor-files.ts";
import { kindOfFile } from "../file-kind.ts";
import { bytesOf, type Context, type Method, parsed } from "../method.ts";
import { type ErrorCode, PageError } from "../page-error.ts";

/** What an open vault says of itself; nothing in it is secret but to people. */
export interface VaultAbout {
  readonly kind: VaultKind;
  readonly handle: string;
  readonly languages: readonly string[];
  /** Null for a steward's. */
  readonly instance: InstanceAbout | null;
  /** In order of time. */
  readonly periods: readonly (Period & { readonly destroyed: boolean })[];
}

export interface InstanceAbout {
  readonly name: string;
  readonly demo: boolean;
  /** 12 words. */
  readonly fingerprint: string;
}

/** A file to be saved. */
export interface Made {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export function aboutVault({ kind, handle, languages, anchor, periods }: Vault): VaultAbout {
  return {
    ...{ kind, handle, languages },
    instance: anchor && aboutInstance(anchor),
    periods: periods.map(({ notBefore, notAfter, identities }) => ({
      ...{ notBefore, notAfter },
      destroyed: identities === null,
    })),
  };
}

export function aboutInstance(anchor: Anchor): InstanceAbout {
  return { name: anchor.name, demo: anchor.demo, fingerprint: anchorFingerprint(anchor) };
}

/** A vault sealed under a passphrase, as the file that takes the place of the one before. */
export async function sealedAs(vault: Vault, passphrase: string, context: Context): Promise<Made> {
  if (!isLongEnough(passphrase)) throw new PageError("passphrase-short");
  const { primitives, work, progress } = context;
  const bytes = await sealVault(vault, passphrase, primitives, work, progress);
  return { name: fileName(vault.handle, "vault"), bytes: bytes.slice() };
}

/** A handle as the name of a file: what no file system minds, and says the same to people. */
export function fileName(handle: string, ending: string): string {
  return `${handle.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "") || "nightjar"}.${ending}`;
}

/** Which instance the chosen files are of, before anything is made for it. */
const instanceOf: Method<{ readonly files: readonly File[] }, InstanceAbout> = async (
  { files },
  { primitives },
) => aboutInstance(inForce((await lineInFiles(files, primitives)).line));

const vaultOpen: Method<{ readonly file: File; readonly passphrase: string }, VaultAbout> = async (
  { file, passphrase },
  { primitives, open, progress },
) => {
  const bytes = await bytesOf(file);
  try {
    open.close();
    open.take(await openVault(bytes, passphrase, primitives, progress), passphrase);
  } catch (error) {
    const code = vaultCode(error);
    if (!code) throw error;
    const found = code === "vault-malformed" ? kindOfFile(bytes) : undefined;
    throw new PageError(code, { file: file.name, ...(found && found !== "sealed" && { found }) });
  }
  return aboutVault(open.of().vault);
};

const vaultClose: Method<null, null> = async (_, { open }) => {
  open.close();
  return null;
};

/** The same vault under another passphrase, which from now on is its passphrase here. */
const vaultPassphrase: Method<{ readonly passphrase: string }, Made> = async ({ passphrase }, context) => {
  const { vault } = context.open.of();
  const made = await sealedAs(vault, passphrase, context);
  context.open.take(vault, passphrase);
  return made;
};

/** Shares of the vault that is open, each for another person. */
const vaultShares: Method<{ readonly threshold: number; readonly of: number }, Made[]> = async (
  { threshold, of },
  { open, primitives },
) => {
  const { vault } = open.of();
  const shares = await backUp(vault, threshold, of, primitives);
  return shares.map((share) => ({
    name: fileName(vault.handle, `share-${share.number}.json`),
    bytes: encodeShare(share).slice(),
  }));
};

/** The vault of a backup, which is open afterwards. */
const vaultRestore: Method<
  { readonly shares: readonly File[]; readonly passphrase: string },
  { readonly vault: Made; readonly about: VaultAbout }
> = async ({ shares, passphrase }, context) => {
  if (!isLongEnough(passphrase)) throw new PageError("passphrase-short");
  const read = await Promise.all(shares.map((file) => parsed(file, "share-malformed", parseShare)));
  const vault = await restore(read, context.primitives);
  context.open.close();
  context.open.take(vault, passphrase);
  return { vault: await sealedAs(vault, passphrase, context), about: aboutVault(vault) };
};

/** What the worker does with vaults of reviewers and of stewards. */
export const VAULT_METHODS = {
  instanceOf,
  vaultOpen,
  vaultClose,
  vaultPassphrase,
  vaultShares,
  vaultRestore,
};

function vaultCode(error: unknown): ErrorCode | undefined {
  if (error instanceof VaultError) return error.code;
  if (!(error instanceof CryptoError)) return undefined;
  if (error.code === "no-match") return "wrong-passphrase";
  return error.code === "passphrase-work" ? error.code : "vault-malformed";
}
