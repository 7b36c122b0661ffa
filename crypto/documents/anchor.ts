import type { Branded } from "../bytes.ts";
import { encodeHex } from "../encoding.ts";
import { checkAscending, encoderOf, list, type Of, parserOf, typed } from "./canonical.ts";
import { checkDistinct, count, hex, label, verifyingKey, yesOrNo } from "./fields.ts";

/** 32 random bytes that tell one Nightjar from every other. */
export type InstanceId = Branded<Uint8Array, "InstanceId">;

export const instanceId = /* @__PURE__ */ hex<InstanceId>(32);

const MOST_STEWARDS = 16;

export const ANCHOR = /* @__PURE__ */ typed(
  "nightjar-anchor/v1",
  () => ({
    instance: instanceId,
    /** 1 to 64 characters, shown to sources. */
    name: label,
    /** 1 to 16, all different, in ascending order of their hexadecimal form. */
    stewards: list(verifyingKey, 1, MOST_STEWARDS),
    /** How many different stewards must sign a roster. */
    threshold: count(1, MOST_STEWARDS),
    /** Longest life of a currency statement, in days. */
    currencyDays: count(1, 90),
    /** True for an instance that is for trying only. */
    demo: yesOrNo,
  }),
  ({ stewards, threshold }) => {
    checkDistinct(stewards, "stewards");
    checkAscending(stewards.map(encodeHex), "stewards");
    count(1, stewards.length).read(threshold, "threshold");
  },
);

/** What a page and a CLI trust from the start; public, baked in (SPEC.md, "Anchor"). */
export interface Anchor extends Of<typeof ANCHOR> {}

export const encodeAnchor = /* @__PURE__ */ encoderOf<Anchor>(ANCHOR);

/** Canonical JSON bytes. @throws CryptoError document-malformed, key-weak, key-repeated */
export const parseAnchor = /* @__PURE__ */ parserOf<Anchor>(ANCHOR);

export function encodeInstanceId(instance: InstanceId): string {
  return encodeHex(instance);
}

export function parseInstanceId(value: unknown): InstanceId {
  return instanceId.read(value, "instance");
}
