import type { AppProps, View } from "./view.ts";

/** What went wrong with what was asked for last, and what to do. */
export function ErrorBar({ app: { strings, error } }: AppProps): View | null {
  return error ? (
    <p class="error bar" role="alert">
      {strings.errors[error]}
    </p>
  ) : null;
}
