import type { SourceErrorCode } from "./errors.ts";

/** What of the browser decides whether the page may run at all. */
export interface Surroundings {
  readonly protocol: string;
  readonly hostname: string;
  readonly isSecureContext: boolean;
}

/** Why the page must not run here, if it must not. */
export function whyNotHere(demo: boolean, here: Surroundings): SourceErrorCode | undefined {
  if (demo && !isFromFile(here) && !isLoopback(here.hostname)) return "demo-elsewhere";
  return here.isSecureContext ? undefined : "insecure-context";
}

/** Whether the page was saved and opened from a file: it can seal, but reach no server. */
export function isFromFile({ protocol }: Pick<Surroundings, "protocol">): boolean {
  return protocol === "file:";
}

/** As `location.hostname` spells it. */
function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
