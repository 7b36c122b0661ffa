import { Decrypter } from "age-encryption";
import { serveThread } from "../../../client/cli/threads.ts";

const decrypter = new Decrypter();
let held: readonly Uint8Array[] = [];

export const typage = {
  take({ envelopes, identity }: { envelopes: readonly Uint8Array[]; identity: string }): void {
    decrypter.addIdentity(identity);
    held = envelopes;
  },
  /** Decrypts what it has. */
  async open(_: null): Promise<void> {
    for (const envelope of held) await decrypter.decrypt(envelope);
  },
};

/** A thread that has nothing else to do than typage's work. */
serveThread(typage);
