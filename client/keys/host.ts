import type { Told } from "./page-error.ts";
import type { Strings } from "./strings/strings.ts";
import type { Answer, Asked, MethodName } from "./worker/methods.ts";

/** What is being done, and how long it still takes. */
export interface Busy {
  /** 0 to 1; undefined for what tells nothing of its progress. */
  readonly done: number | undefined;
  /** Seconds; undefined as long as nobody can tell. */
  readonly left: number | undefined;
}

/**
 * What every view has of the page around it. A role keeps what it holds in the state of its own components, and hands
 * what takes long, or is secret, to the worker.
 */
export interface Host {
  readonly strings: Strings;
  /** Whether scripts run slowly in this browser (Safer): a passphrase then takes about a minute. */
  readonly slow: boolean;
  readonly busy: Busy | undefined;
  /** What went wrong last; said until the next thing is tried. */
  readonly told: Told | undefined;
  /** Asks the worker. @throws PageError */
  ask<K extends MethodName>(name: K, asked: Asked<K>): Promise<Answer<K>>;
  /** Does something that may fail in ways that a person has to know of, one thing at a time. */
  attempt(work: () => Promise<void>): Promise<void>;
  /** Back to the choice of roles. The vault is closed. */
  leave(): void;
}

export interface HostProps {
  readonly host: Host;
}

/** Of a view that asks for something: who hears what came of it, and the way back with nothing done. */
export interface AskingProps<Outcome> extends HostProps {
  readonly done: (outcome: Outcome) => void;
  readonly back: () => void;
}
