import type { View } from "../../../browser/view/controls.tsx";
import { type Warning, warningText } from "../../../ceremony/remarks.ts";
import type { Strings } from "../../strings/strings.ts";

export interface WarningsProps {
  readonly strings: Strings;
  readonly warnings: readonly Warning[];
}

/** What is in order, and still to be known. */
export function Warnings({ strings, warnings }: WarningsProps): View | null {
  if (warnings.length === 0) return null;
  return (
    <div class="fields warnings">
      {warnings.map((warning, i) => (
        <p key={i} class="slow">
          {warningText(warning, strings.steward.remarks)}
        </p>
      ))}
    </div>
  );
}
