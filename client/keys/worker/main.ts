import { noble } from "../../../crypto/primitives/noble.ts";
import { serve, type Tell } from "../../workers/calls.ts";
import { type Method, toldOf } from "../method.ts";
import type { Told } from "../page-error.ts";
import { OpenVault } from "../vault/open-vault.ts";
import { METHODS } from "./methods.ts";

declare const NIGHTJAR_VAULT_WORK: number;

const context = { primitives: noble, open: new OpenVault(), work: NIGHTJAR_VAULT_WORK };

const works = Object.fromEntries(
  Object.entries(METHODS).map(([name, work]) => [
    name,
    (asked: unknown, progress: Tell<number>) =>
      (work as Method<unknown, unknown>)(asked, { ...context, progress }),
  ]),
);

/** One question after the other, each answered to its end. */
serve(works, (error): Told => {
  const told = toldOf(error);
  if (!told) console.error(error);
  return told ?? { code: "page-broken" };
});
