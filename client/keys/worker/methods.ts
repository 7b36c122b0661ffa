import { scryptKey } from "../../../crypto/age/recipients.ts";
import { VAULT_WORK } from "../../vault/sealed-vault.ts";
import { COURIER_METHODS } from "../courier/methods.ts";
import type { Method } from "../method.ts";
import { DESTRUCTION_METHODS } from "../reviewer/destruction.ts";
import { REVIEWER_METHODS } from "../reviewer/methods.ts";
import { STEWARD_METHODS } from "../steward/methods.ts";
import { VAULT_METHODS } from "../vault/methods.ts";

/** One thirty-second of what a vault costs, as log₂ N. */
const SAMPLE_WORK = VAULT_WORK - 5;

/** About how many seconds a vault's passphrase takes in this browser; it takes a thirty-second of that to know. */
const passphraseCost: Method<null, number> = async () => {
  const begun = performance.now();
  scryptKey("", new Uint8Array(16), SAMPLE_WORK);
  return ((performance.now() - begun) * 2 ** (VAULT_WORK - SAMPLE_WORK)) / 1000;
};

/** All that the page can ask of its worker, by name. A role adds its own here. */
export const METHODS = {
  passphraseCost,
  ...VAULT_METHODS,
  ...REVIEWER_METHODS,
  ...DESTRUCTION_METHODS,
  ...COURIER_METHODS,
  ...STEWARD_METHODS,
};

export type MethodName = keyof typeof METHODS;
export type Asked<K extends MethodName> = Parameters<(typeof METHODS)[K]>[0];
export type Answer<K extends MethodName> = Awaited<ReturnType<(typeof METHODS)[K]>>;

/** What the page can call: each tells how much of it is done, 0 to 1. */
export type KeysCalls = {
  readonly [K in MethodName]: {
    readonly asked: Asked<K>;
    readonly told: number;
    readonly answer: Answer<K>;
  };
};
