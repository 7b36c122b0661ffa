import type { AskingProps } from "../../host.ts";
import type { Made, VaultAbout } from "../methods.ts";

/** What came of something that was done with a vault. */
export interface Outcome {
  /** The vault as it is now, if it was changed. */
  readonly vault?: Made;
  readonly about?: VaultAbout;
  readonly card?: Made;
  /** The card's. */
  readonly fingerprint?: string;
}

/** A view of something that is done with the vault that is open. */
export interface WithinProps extends AskingProps<Outcome> {
  readonly about: VaultAbout;
}
