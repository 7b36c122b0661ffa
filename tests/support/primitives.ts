import { noble } from "../../crypto/primitives/noble.ts";
import type { Primitives } from "../../crypto/primitives/primitives.ts";
import { loadSodium } from "../../crypto/primitives/sodium.ts";

/** The quicker one, for whatever doesn't ask which. */
export const sodium = await loadSodium();

/** Both providers, for suites that run once with each. */
export const providers: readonly Primitives[] = [sodium, noble];
