import type { AppProps, View } from "./view.ts";

/** What went wrong with what was asked for last, and what to do. */
export function TroubleBar({ app: { strings, trouble } }: AppProps): View | null {
  return trouble ? (
    <p class="trouble bar" role="alert">
      {strings.troubles[trouble]}
    </p>
  ) : null;
}
