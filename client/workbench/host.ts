import type { SectionName, Strings } from "./strings/strings.ts";
import type { VaultCaller } from "./worker-client.ts";

/** What every part has of the page around it; what else one needs, it names itself. */
export interface Host {
  readonly strings: Strings;
  readonly worker: VaultCaller;
  /** Does something that may fail in ways that a person has to know of. @returns whether it didn't */
  attempt(work: () => Promise<unknown>): Promise<boolean>;
  /** Brings a part of the work in sight. */
  goTo(section: SectionName): void;
}
