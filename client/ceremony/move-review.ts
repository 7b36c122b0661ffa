import { equalBytes } from "../../crypto/bytes.ts";
import type { Anchor } from "../../crypto/documents/anchor.ts";
import { anchorFingerprint } from "../../crypto/documents/fingerprint.ts";
import { encodeVerifyingKey } from "../../crypto/ed25519.ts";
import type { Cards } from "./cards.ts";

/** What a move changes, for people: who is no steward any more, who becomes one, each with a fingerprint. */
export function moveLines(from: Anchor, to: Anchor, { stewards }: Cards): string[] {
  const among = (key: Uint8Array, { stewards: keys }: Anchor) => keys.some((other) => equalBytes(other, key));
  const named = (what: string, key: Anchor["stewards"][number]) => {
    const card = stewards.find((each) => equalBytes(each.key, key));
    const short = `key ${encodeVerifyingKey(key).slice(0, 16)}…`;
    return `  ${what.padEnd(14)} ${card ? `${card.card.handle}: ${card.fingerprint}` : short}`;
  };
  return [
    `The instance "${from.name}" moves to a new anchor.`,
    `  from           ${anchorFingerprint(from)}`,
    `  to             ${anchorFingerprint(to)}`,
    `  threshold      ${from.threshold} of ${from.stewards.length}, then ${to.threshold} of ${to.stewards.length}`,
    ...to.stewards.filter((key) => !among(key, from)).map((key) => named("joins", key)),
    ...from.stewards.filter((key) => !among(key, to)).map((key) => named("leaves", key)),
    ...to.stewards.filter((key) => among(key, from)).map((key) => named("stays", key)),
  ];
}

/** Every reason not to sign a move, as whole sentences. */
export function moveAlarms(from: Anchor, to: Anchor, { stewards }: Cards): string[] {
  const missing = to.stewards.filter((key) => !stewards.some((card) => equalBytes(card.key, key)));
  return [
    ...missing.map(
      (key) => `The new steward ${encodeVerifyingKey(key).slice(0, 16)}… has no card in the draft.`,
    ),
    ...(to.name === from.name && to.currencyDays === from.currencyDays
      ? []
      : ["The move changes the instance's name or the life of currency statements."]),
    ...(to.threshold === 1 && from.threshold > 1
      ? ["One steward alone could sign rosters after this move."]
      : []),
  ];
}
