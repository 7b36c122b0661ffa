import type { SourceErrorCode } from "./errors.ts";

/** What of the browser decides whether the page may run at all. */
export interface Surroundings {
  readonly protocol: string;
  readonly hostname: string;
  readonly isSecureContext: boolean;
}

/** Why the page must not run here, if it must not. */
export function whyNotHere(demo: boolean, here: Surroundings): SourceErrorCode | undefined {
  const fromFile = here.protocol === "file:";
  if (demo && !fromFile && !isLoopback(here.hostname)) return "demo-elsewhere";
  if (fromFile) return "opened-from-file";
  return here.isSecureContext ? undefined : "insecure-context";
}

/** As `location.hostname` spells it. */
function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
