import { useEffect, useState } from "preact/hooks";
import { Button } from "../../../browser/view/controls.tsx";
import type { Description } from "../../../pictures/clean.ts";
import type { Finding } from "../../../pictures/finding.ts";
import { harmlessLine } from "../../../report/harmless.ts";
import type { PictureStrings } from "../../strings/pictures/strings.ts";
import { Columns } from "../listed.tsx";
import type { FileProps, View } from "../view.ts";

export interface PictureSaysProps extends FileProps {
  /** Whether somebody looks at the picture: what it says is read beside it. */
  readonly atOnce: boolean;
}

/** A picture's metadata as text: where and when may be evidence. Read by the worker, when somebody asks. */
export function PictureSays({ app, row, file, number, atOnce }: PictureSaysProps): View {
  const { pictures: words } = app.strings;
  const [description, setDescription] = useState<Description | null | undefined>(undefined);
  const read = () =>
    void app.attempt(async () => {
      setDescription(await app.describe(row.tip, file));
    });
  useEffect(() => {
    if (atOnce && description === undefined) read();
  }, [atOnce]);
  if (description === undefined) return <Button label={words.read} act={read} />;
  const findings = description?.findings ?? [];
  return (
    <div class="says" role="status">
      {findings.length === 0 ? (
        <p>{words.nothing}</p>
      ) : (
        <Findings words={words} findings={findings} number={number} />
      )}
      {description?.broken ? <p class="warning">{words.broken}</p> : null}
    </div>
  );
}

interface FindingsProps {
  readonly words: PictureStrings;
  readonly findings: readonly Finding[];
  readonly number: number;
}

function Findings({ words, findings, number }: FindingsProps): View {
  return (
    <div>
      <table>
        <caption>{words.caption(number)}</caption>
        <Columns names={[words.what, words.says]} />
        <tbody>
          {findings.map((finding, i) => (
            <tr key={i}>
              <th scope="row">{words.findings[finding.code]}</th>
              <td>
                <bdi>{harmlessLine(saidIn(finding, words))}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {findings.some(({ code }) => code === "place") ? <p class="warning">{words.place}</p> : null}
      <p class="hint">{words.warning}</p>
      <p class="hint">{words.more}</p>
    </div>
  );
}

function saidIn(finding: Finding, words: PictureStrings): string {
  if ("text" in finding) return finding.text;
  if ("name" in finding)
    return [finding.name, words.bytes(finding.bytes)].filter((said) => said !== "").join(", ");
  return "bytes" in finding ? words.bytes(finding.bytes) : words.there;
}
