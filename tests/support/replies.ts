import { createHash, hkdfSync } from "node:crypto";
import { type Reply, reply as replyField } from "../../client/report/reply.ts";
import type { Tip } from "../../client/report/tip.ts";
import { writeTip } from "../../client/report/tip-json.ts";
import { encodeHybridRecipient, type HybridKey } from "../../crypto/age/recipient-keys.ts";
import { concat, utf8 } from "../../crypto/bytes.ts";
import { encodeHex } from "../../crypto/encoding.ts";
import { sodium } from "./primitives.ts";

/**
 * A reply as a page with letters writes one: keys derived from a codename's 16 bytes, and a proof by the address over
 * the tip without it and the digests of its attachments. @param instead fields that it gives otherwise, and proves
 */
export function replyOf(
  codename: Uint8Array,
  tip: Tip,
  digests: readonly Uint8Array[] = [],
  instead: Partial<Reply> = {},
): Reply {
  const derive = (info: string) =>
    new Uint8Array(
      hkdfSync("sha256", codename, concat(utf8("nightjar codename v1\n"), tip.instance), info, 32),
    );
  const seed = derive("address");
  const reply = {
    recipient: encodeHybridRecipient(sodium.xwingPublicKey(derive("letters")) as HybridKey),
    mailbox: encodeHex(sodium.x25519Base(derive("mailbox"))),
    address: encodeHex(sodium.ed25519PublicKey(seed)),
    proof: "",
    ...instead,
  };
  const unproven = writeTip({
    ...tip,
    instance: encodeHex(tip.instance),
    roster: encodeHex(tip.roster),
    reply: reply as Reply,
  });
  const digest = createHash("sha256").update(unproven).digest();
  const message = concat(utf8("nightjar tip with a reply v1\n"), digest, ...digests);
  return replyField.read({ ...reply, proof: encodeHex(sodium.ed25519Sign(seed, message)) }, "reply");
}
