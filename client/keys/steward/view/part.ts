import type { CeremonyFile } from "../../../ceremony/ceremony-file.ts";
import type { HostProps } from "../../host.ts";
import type { CeremonyState } from "../methods.ts";

/** What is done with the vault that is open, away from the table. */
export type Aside = "passphrase" | "shares";

/** What a part of the table has to do its work. */
export interface PartProps extends HostProps {
  readonly ceremony: CeremonyState;
  /** Does something with the ceremony file, of which another one comes out. */
  readonly work: (work: (file: CeremonyFile) => Promise<CeremonyState>) => void;
  readonly goAside: (aside: Aside) => void;
  /** Whether the day that this machine says was called right. */
  readonly isDayRight: boolean;
  readonly sayDayIsRight: (isRight: boolean) => void;
}
