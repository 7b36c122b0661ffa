import type { AppProps, View } from "./view.ts";

interface BeyondProps extends AppProps {
  readonly beyond: number;
}

/** That a casebook says more of something than the page has. */
export function Beyond({ app, beyond }: BeyondProps): View | null {
  return beyond > 0 ? <p class="warning">{app.strings.casebook.beyond(beyond)}</p> : null;
}
