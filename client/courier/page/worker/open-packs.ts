import { CryptoError } from "../../../../crypto/errors.ts";
import { nobleForPassphrases } from "../../../../crypto/primitives/noble-for-passphrases.ts";
import { type CallsOf, serve, type Tell } from "../../../workers/calls.ts";
import { encodePack, openPack, wipePack } from "../../pack.ts";

interface Sealed {
  readonly file: Uint8Array;
  readonly passphrase: string;
}

const works = {
  /** Tells which part of the work with the passphrase is done, 0 to 1. @returns the pack as `encodePack` writes it */
  async open({ file, passphrase }: Sealed, progress: Tell<number>): Promise<Uint8Array> {
    const pack = await openPack(file, passphrase, nobleForPassphrases, progress);
    const text = encodePack(pack);
    wipePack(pack);
    return text;
  },
};

export type PackCalls = CallsOf<typeof works>;

/** Opens packs beside the page: a passphrase takes long where scripts are slow, and the page goes on being there. */
export function openPacks(): void {
  serve(works, (error) => {
    if (error instanceof CryptoError) return error.code;
    console.error(error);
    return undefined;
  });
}
