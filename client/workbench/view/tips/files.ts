import { h } from "preact";
import { useState } from "preact/hooks";
import { offerFile } from "../../../browser/offer-file.ts";
import type { FoundFile } from "../../../opening/opened-tip.ts";
import { nameOnDisk, savedName } from "../../../opening/saved-name.ts";
import { isTelling } from "../../../report/cleanable.ts";
import { harmlessLine } from "../../../report/harmless.ts";
import type { App } from "../../app.ts";
import { claimedType } from "../../files/claimed-type.ts";
import { SHOWN_AS_PICTURES } from "../../files/shown-as-pictures.ts";
import { SHOWN_AS_TEXT } from "../../files/shown-as-text.ts";
import type { Row } from "../../queue/row.ts";
import type { View } from "../view.ts";
import { FileText } from "./file-text.ts";
import { Picture } from "./picture.ts";
import { PictureSays } from "./picture-says.ts";

export interface FilesProps {
  readonly app: App;
  readonly row: Row;
  readonly files: readonly FoundFile[];
}

/** What came with a tip. Nothing is decoded, opened or written before somebody asks for it. */
export function Files({ app, row, files }: FilesProps): View {
  const { files: words } = app.strings;
  if (files.length === 0)
    return h(
      "section",
      { class: "files" },
      h("h3", {}, words.heading),
      h("p", { class: "hint" }, words.none),
    );
  return h(
    "section",
    { class: "files" },
    h("h3", {}, words.heading),
    h("p", { class: "warning" }, words.warning),
    files.map((file, i) => h(OneFile, { key: file.name, app, row, file, number: i + 1 })),
    files.length > 1 ? h(SaveAll, { app, row, files }) : null,
  );
}

/** All of them in one archive: a browser asks before it saves one after the other. */
function SaveAll({ app, row, files }: FilesProps): View {
  const { files: words } = app.strings;
  const [saved, setSaved] = useState(false);
  const name = nameOnDisk(row.designation);
  const save = async () => {
    setSaved(
      await app.attempt(async () => {
        const bytes = await app.archive(row.tip, row.designation, files);
        offerFile(new Blob([bytes], { type: "application/zip" }), `${name}.zip`);
      }),
    );
  };
  return h(
    "div",
    { class: "save-all" },
    h("button", { type: "button", class: "quiet", onClick: () => void save() }, words.saveAll(files.length)),
    saved ? h(Saved, { app, name: `${name}-*` }) : null,
  );
}

interface OneFileProps {
  readonly app: App;
  readonly row: Row;
  readonly file: FoundFile;
  readonly number: number;
}

function OneFile({ app, row, file, number }: OneFileProps): View {
  const { files: words } = app.strings;
  const [saved, setSaved] = useState<string | undefined>(undefined);
  const claimed = claimedType(row.tip.contents, file.name);
  const [looked, setLooked] = useState(false);
  const save = async () => {
    await app.attempt(async () => {
      const bytes = await app.extract(row.tip, file);
      const name = savedName(row.designation, file, number, bytes);
      offerFile(new Blob([bytes], { type: "application/octet-stream" }), name);
      setSaved(name);
    });
  };
  return h(
    "section",
    { class: "file", "aria-label": words.file(number) },
    h("h4", {}, words.file(number)),
    h(
      "dl",
      {},
      fact(
        words.type,
        claimed === undefined || claimed === file.type
          ? file.type
          : `${file.type} (${words.saidToBe(harmlessLine(claimed))}). ${words.lies}`,
      ),
      fact(words.called, h("bdi", {}, harmlessLine(file.name))),
      fact(words.size, words.bytes(file.size)),
      fact("SHA-256", h("code", {}, file.sha256)),
    ),
    h(
      "div",
      { class: "looks" },
      SHOWN_AS_PICTURES.has(file.type)
        ? h(Picture, { app, row, file, number, looked: () => setLooked(true) })
        : null,
      isTelling(file.type) ? h(PictureSays, { app, row, file, number, atOnce: looked }) : null,
      SHOWN_AS_TEXT.has(file.type) ? h(FileText, { app, row, file, number }) : null,
    ),
    h("button", { type: "button", class: "quiet", onClick: () => void save() }, words.save),
    saved ? h(Saved, { app, name: saved }) : null,
  );
}

function fact(name: string, value: string | View): View[] {
  return [h("dt", { key: name }, name), h("dd", { key: `${name}:` }, value)];
}

/** What to do with a file that lies on the disk now. */
function Saved({ app, name }: { readonly app: App; readonly name: string }): View {
  const { files: words } = app.strings;
  return h(
    "div",
    { class: "warning", role: "status" },
    h("p", {}, words.saveWarning),
    h("p", {}, words.safely),
    h("pre", {}, `dangerzone-cli ${name}`),
    h("p", {}, words.strip),
    h("pre", {}, `mat2 --show ${name}\nmat2 ${name}`),
  );
}
