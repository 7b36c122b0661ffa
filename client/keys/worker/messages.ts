import type { Told } from "../trouble.ts";
import type { WorkName } from "./works.ts";

/** What the page asks of its worker, which does one thing after the other. */
export interface ToWorker {
  readonly job: number;
  readonly name: WorkName;
  readonly asked: unknown;
}

export type FromWorker =
  | { readonly kind: "progress"; readonly job: number; readonly done: number }
  | { readonly kind: "done"; readonly job: number; readonly answer: unknown }
  | { readonly kind: "failed"; readonly job: number; readonly told: Told };
