import { scryptKey } from "../../../crypto/age/recipients.ts";
import { VAULT_WORK } from "../../vault/sealed-vault.ts";
import { COURIER_WORKS } from "../courier/works.ts";
import { DESTRUCTION_WORKS } from "../reviewer/destruction.ts";
import { REVIEWER_WORKS } from "../reviewer/works.ts";
import { STEWARD_WORKS } from "../steward/works.ts";
import { VAULT_WORKS } from "../vault/works.ts";
import type { Work } from "../work.ts";

/** One thirty-second of what a vault costs, as log₂ N. */
const SAMPLE_WORK = VAULT_WORK - 5;

/** About how many seconds a vault's passphrase takes in this browser; it takes a thirty-second of that to know. */
const passphraseCost: Work<null, number> = async () => {
  const begun = performance.now();
  scryptKey("", new Uint8Array(16), SAMPLE_WORK);
  return ((performance.now() - begun) * 2 ** (VAULT_WORK - SAMPLE_WORK)) / 1000;
};

/** All that the page can ask of its worker, by name. A role adds its own here. */
export const WORKS = {
  passphraseCost,
  ...VAULT_WORKS,
  ...REVIEWER_WORKS,
  ...DESTRUCTION_WORKS,
  ...COURIER_WORKS,
  ...STEWARD_WORKS,
};

export type WorkName = keyof typeof WORKS;
export type Asked<K extends WorkName> = Parameters<(typeof WORKS)[K]>[0];
export type Answer<K extends WorkName> = Awaited<ReturnType<(typeof WORKS)[K]>>;

/** What the page can call: each tells how much of it is done, 0 to 1. */
export type KeysCalls = {
  readonly [K in WorkName]: {
    readonly asked: Asked<K>;
    readonly told: number;
    readonly answer: Answer<K>;
  };
};
