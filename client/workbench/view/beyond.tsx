import type { AppProps, View } from "./view.ts";

/** That a casebook says more of something than the page has. */
export function Beyond({ app, beyond }: AppProps & { readonly beyond: number }): View | null {
  return beyond > 0 ? <p class="warning">{app.strings.casebook.beyond(beyond)}</p> : null;
}
