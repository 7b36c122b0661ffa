import { equalBytes } from "../../crypto/bytes.ts";
import type { Anchor } from "../../crypto/documents/anchor.ts";
import { anchorFingerprint } from "../../crypto/documents/fingerprint.ts";
import { encodeVerifyingKey } from "../../crypto/ed25519.ts";
import { thresholdWarnings } from "./anchors.ts";
import type { Cards } from "./cards.ts";

/**
 * What a move changes, for people: who is no steward any more, who becomes one, each with a fingerprint, in the order
 * of their handles, and who has no card behind them.
 */
export function moveLines(from: Anchor, to: Anchor, { stewards }: Cards): string[] {
  const among = (key: Uint8Array, { stewards: keys }: Pick<Anchor, "stewards">) =>
    keys.some((other) => equalBytes(other, key));
  const named = (what: string, keys: Anchor["stewards"]) => {
    const line = (who: string) => `  ${what.padEnd(14)} ${who}`;
    const carded = stewards.filter(({ key }) => among(key, { stewards: keys }));
    const others = keys.filter((key) => !carded.some((card) => equalBytes(card.key, key)));
    return [
      ...carded.map(({ card, fingerprint }) => line(`${card.handle}: ${fingerprint}`)),
      ...others.map((key) => line(`key ${encodeVerifyingKey(key).slice(0, 16)}…`)),
    ];
  };
  return [
    `The instance "${from.name}" moves to a new anchor.`,
    `  from           ${anchorFingerprint(from)}`,
    `  to             ${anchorFingerprint(to)}`,
    `  threshold      ${from.threshold} of ${from.stewards.length}, then ${to.threshold} of ${to.stewards.length}`,
    ...named(
      "joins",
      to.stewards.filter((key) => !among(key, from)),
    ),
    ...named(
      "leaves",
      from.stewards.filter((key) => !among(key, to)),
    ),
    ...named(
      "stays",
      to.stewards.filter((key) => among(key, from)),
    ),
    ...thresholdWarnings(to),
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
