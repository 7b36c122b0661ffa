import { useState } from "preact/hooks";
import { Button, Choice } from "../../../browser/view/controls.tsx";
import { ENCODING_NAMES, ENCODINGS, type Encoding } from "../../../opening/encodings.ts";
import { beginningOf, MOST_SHOWN } from "../../../opening/read-text.ts";
import { harmless } from "../../../report/harmless.ts";
import type { FileProps, View } from "../view.ts";

/** A file as characters: what it says when nothing of it is followed. Read when somebody asks. */
export function FileText({ app, row, file, number }: FileProps): View {
  const { files: words, tip } = app.strings;
  const [beginning, setBeginning] = useState<Uint8Array | undefined>(undefined);
  const [chosen, choose] = useState<Encoding | undefined>(undefined);
  const look = () =>
    void app.attempt(async () => {
      setBeginning((await app.extract(row.tip, file)).slice(0, MOST_SHOWN + 1));
    });
  if (!beginning) return <Button label={words.showText} act={look} />;
  const read = beginningOf(beginning, chosen);
  return (
    <div class="file-text">
      <p class="hint" role="status">
        {read ? tip.readAs(ENCODING_NAMES[read.encoding]) : words.noText}
      </p>
      <Choice<Encoding | "">
        id={`read-file-${number}`}
        label={tip.readAsElse}
        value={chosen ?? read?.encoding ?? ""}
        options={[
          ...(read ? [] : [{ value: "", text: "–" } as const]),
          ...ENCODINGS.map((value) => ({ value, text: ENCODING_NAMES[value] })),
        ]}
        choose={(encoding) => choose(encoding === "" ? undefined : encoding)}
      />
      {file.size > MOST_SHOWN ? <p class="warning">{words.beginningOnly(MOST_SHOWN)}</p> : null}
      {read ? (
        <div class="said quoted" dir="auto" tabIndex={0} role="group" aria-label={words.file(number)}>
          {harmless(read.text)}
        </div>
      ) : null}
      <Button label={words.hide} act={() => setBeginning(undefined)} />
    </div>
  );
}
