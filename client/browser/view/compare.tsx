import type { View } from "./controls.tsx";

export interface CompareStrings {
  readonly summary: string;
  readonly why: string;
  /** Systems, and what one types there. */
  readonly commands: readonly (readonly [system: string, command: string])[];
  readonly where: string;
}

/** How to know before its first use that a file is the one that was published: its SHA-256. */
export function Compare({ words }: { readonly words: CompareStrings }): View {
  return (
    <details id="compare">
      <summary>{words.summary}</summary>
      <p>{words.why}</p>
      <dl>
        {words.commands.flatMap(([system, command]) => [
          <dt key={system}>{system}</dt>,
          <dd key={command}>
            <code>{command}</code>
          </dd>,
        ])}
      </dl>
      <p>{words.where}</p>
    </details>
  );
}
