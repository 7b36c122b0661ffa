import type { Anchor } from "../../crypto/documents/anchor.ts";
import { type AnchorLine, inForce, isInLine } from "../../crypto/documents/anchor-line.ts";
import { anchorFingerprint } from "../../crypto/documents/fingerprint.ts";
import type { Cards } from "./cards.ts";
import { cardOf, changesBetween, shortKey } from "./changes.ts";
import type { Alarm } from "./remarks.ts";

/** What a move of the anchor changes. */
export interface ReviewedMove {
  readonly from: AnchorSeen;
  readonly to: AnchorSeen;
  /** Who becomes a steward, who is none any more, and who stays; of each first those with a card, by their handles. */
  readonly stewards: readonly MovedSteward[];
}

export interface AnchorSeen {
  readonly fingerprint: string;
  readonly threshold: number;
  readonly stewards: number;
}

export interface MovedSteward {
  readonly change: "joins" | "leaves" | "stays";
  /** Undefined where there is no card. */
  readonly handle: string | undefined;
  /** Of the card, or else the beginning of the key. */
  readonly words: string;
}

export function reviewMove(from: Anchor, to: Anchor, { stewards }: Cards): ReviewedMove {
  const { joins, leaves, stays } = changesBetween(
    from.stewards.map((key) => ({ key })),
    to.stewards.map((key) => ({ key })),
  );
  const named = (change: MovedSteward["change"], keyed: typeof joins): MovedSteward[] => {
    const others = keyed.filter(({ key }) => !cardOf(key, stewards));
    return [
      ...stewards
        .filter(({ key }) => cardOf(key, keyed))
        .map(({ card, fingerprint }) => ({ change, handle: card.handle, words: fingerprint })),
      ...others.map(({ key }) => ({ change, handle: undefined, words: `key ${shortKey(key)}` })),
    ];
  };
  return {
    from: anchorSeen(from),
    to: anchorSeen(to),
    stewards: [...named("joins", joins), ...named("leaves", leaves), ...named("stays", stays)],
  };
}

/** Every reason not to sign a move. */
export function moveAlarms(line: AnchorLine, to: Anchor, { stewards }: Cards): Alarm[] {
  const from = inForce(line);
  const missing = to.stewards.filter((key) => !cardOf(key, stewards));
  const changesMore = to.name !== from.name || to.currencyDays !== from.currencyDays;
  return [
    ...(isInLine(line, to) ? [{ kind: "refused", code: "move-back", detail: undefined } as const] : []),
    ...missing.map((key): Alarm => ({ kind: "move-no-card", key: shortKey(key) })),
    ...(changesMore ? [{ kind: "move-more" } as const] : []),
    ...(to.threshold === 1 && from.threshold > 1 ? [{ kind: "move-one-alone" } as const] : []),
  ];
}

function anchorSeen(anchor: Anchor): AnchorSeen {
  const { threshold, stewards } = anchor;
  return { fingerprint: anchorFingerprint(anchor), threshold, stewards: stewards.length };
}
