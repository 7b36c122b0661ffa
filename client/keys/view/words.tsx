import type { View } from "../../browser/view/controls.tsx";

/** The words of a fingerprint, numbered, to be read aloud and compared: three in a row. */
export function Words({
  fingerprint,
  label,
}: {
  readonly fingerprint: string;
  readonly label: string;
}): View {
  return (
    <div class="words">
      <h2>{label}</h2>
      <ol lang="en">
        {fingerprint.split(" ").map((word, i) => (
          <li key={`${i} ${word}`}>{word}</li>
        ))}
      </ol>
    </div>
  );
}
