import { Decrypter } from "age-encryption";
import { encodeHybridIdentity, hybridIdentity } from "../../crypto/age/identities.ts";
import { open } from "../../crypto/age/open.ts";
import { collect, utf8 } from "../../crypto/bytes.ts";
import { sealEnvelope } from "../../crypto/envelope.ts";
import type { Primitives } from "../../crypto/primitives/primitives.ts";
import { testInstance } from "../support/instance.ts";
import { compare, type Result } from "./measure.ts";

const TIPS = 1000;

/** Opening a thousand small tips (64 KiB padded, 5 reviewers) with one reviewer's identity, against typage. */
export async function benchOpening(primitives: Primitives): Promise<Result[]> {
  const instance = testInstance({ reviewers: 5, primitives });
  const [reviewer] = instance.secrets.reviewers;
  if (!reviewer) throw new Error("no reviewer");
  const tip = { name: "tip.json", size: 900, content: [utf8("x".repeat(900))] };
  const envelopes: Uint8Array[] = [];
  for (let i = 0; i < TIPS; i++)
    envelopes.push(await collect(sealEnvelope([tip], instance.roster, primitives)));
  const result = await compare({
    what: `open ${TIPS} small tips (${primitives.name}) / typage`,
    ours: async () => {
      const identity = hybridIdentity(reviewer.hybrid);
      for (const envelope of envelopes)
        await collect((await open([envelope], [identity], primitives)).plaintext);
    },
    theirs: async () => {
      const decrypter = new Decrypter();
      decrypter.addIdentity(encodeHybridIdentity(reviewer.hybrid));
      for (const envelope of envelopes) await decrypter.decrypt(envelope);
    },
    rounds: 3,
    units: TIPS,
    unit: "tips/s",
  });
  return [result];
}
