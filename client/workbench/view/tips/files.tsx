import { useState } from "preact/hooks";
import { offerFile } from "../../../browser/offer-file.ts";
import { Button } from "../../../browser/view/controls.tsx";
import type { FoundFile } from "../../../opening/opened-tip.ts";
import { nameOnDisk, savedName } from "../../../opening/saved-name.ts";
import { isTelling } from "../../../report/cleanable.ts";
import { harmlessLine } from "../../../report/harmless.ts";
import { claimedType, SHOWN_AS_PICTURES, SHOWN_AS_TEXT } from "../../files/shown.ts";
import type { AppProps, FileProps, RowProps, View } from "../view.ts";
import { FileText } from "./file-text.tsx";
import { Picture } from "./picture.tsx";
import { PictureSays } from "./picture-says.tsx";

export interface FilesProps extends RowProps {
  readonly files: readonly FoundFile[];
}

/** What came with a tip. Nothing is decoded, opened or written before somebody asks for it. */
export function Files({ app, row, files }: FilesProps): View {
  const { files: words } = app.strings;
  if (files.length === 0)
    return (
      <section class="files">
        <h3>{words.heading}</h3>
        <p class="hint">{words.none}</p>
      </section>
    );
  return (
    <section class="files">
      <h3>{words.heading}</h3>
      <p class="warning">{words.warning}</p>
      {files.map((file, i) => (
        <OneFile key={file.name} app={app} row={row} file={file} number={i + 1} />
      ))}
      {files.length > 1 ? <SaveAll app={app} row={row} files={files} /> : null}
    </section>
  );
}

/** All of them in one archive: a browser asks before it saves one after the other. */
function SaveAll({ app, row, files }: FilesProps): View {
  const { files: words } = app.strings;
  const name = nameOnDisk(row.designation);
  const save = async () => {
    const bytes = await app.archive(row.tip, row.designation, files);
    offerFile(new Blob([bytes], { type: "application/zip" }), `${name}.zip`);
    return `${name}-*`;
  };
  return (
    <div class="save-all">
      <Save app={app} label={words.saveAll(files.length)} save={save} />
    </div>
  );
}

function OneFile({ app, row, file, number }: FileProps): View {
  const { files: words } = app.strings;
  const claimed = claimedType(row.tip.contents, file.name);
  const [looked, setLooked] = useState(false);
  const save = async () => {
    const bytes = await app.extract(row.tip, file);
    const name = savedName(row.designation, file, number, bytes);
    offerFile(new Blob([bytes], { type: "application/octet-stream" }), name);
    return name;
  };
  return (
    <section class="file" aria-label={words.file(number)}>
      <h4>{words.file(number)}</h4>
      <dl>
        {fact(
          words.type,
          claimed === undefined || claimed === file.type
            ? file.type
            : `${file.type} (${words.saidToBe(harmlessLine(claimed))}). ${words.lies}`,
        )}
        {fact(words.called, <bdi>{harmlessLine(file.name)}</bdi>)}
        {fact(words.size, words.bytes(file.size))}
        {fact("SHA-256", <code>{file.sha256}</code>)}
      </dl>
      <div class="looks">
        {SHOWN_AS_PICTURES.has(file.type) ? (
          <Picture app={app} row={row} file={file} number={number} looked={() => setLooked(true)} />
        ) : null}
        {isTelling(file.type) ? (
          <PictureSays app={app} row={row} file={file} number={number} atOnce={looked} />
        ) : null}
        {SHOWN_AS_TEXT.has(file.type) ? <FileText app={app} row={row} file={file} number={number} /> : null}
      </div>
      <Save app={app} label={words.save} save={save} />
    </section>
  );
}

function fact(name: string, value: string | View): View[] {
  return [<dt key={name}>{name}</dt>, <dd key={`${name}:`}>{value}</dd>];
}

interface SaveProps extends AppProps {
  readonly label: string;
  /** Gives the name of what was saved. */
  readonly save: () => Promise<string>;
}

function Save({ app, label, save }: SaveProps): View {
  const [saved, setSaved] = useState<string | undefined>(undefined);
  return (
    <>
      <Button label={label} act={() => app.attempt(async () => setSaved(await save()))} />
      {saved ? <Saved app={app} name={saved} /> : null}
    </>
  );
}

/** What to do with a file that lies on the disk now. */
function Saved({ app, name }: AppProps & { readonly name: string }): View {
  const { files: words } = app.strings;
  return (
    <div class="warning" role="status">
      <p>{words.saveWarning}</p>
      <p>{words.safely}</p>
      <pre>{`dangerzone-cli ${name}`}</pre>
      <p>{words.strip}</p>
      <pre>{`mat2 --show ${name}\nmat2 ${name}`}</pre>
    </div>
  );
}
