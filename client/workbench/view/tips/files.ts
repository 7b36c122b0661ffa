import { h } from "preact";
import { useState } from "preact/hooks";
import { offerFile } from "../../../browser/offer-file.ts";
import type { FoundFile } from "../../../opening/opened-tip.ts";
import { isTelling } from "../../../report/cleanable.ts";
import { harmlessLine } from "../../../report/harmless.ts";
import { endingOf } from "../../../report/media-types.ts";
import type { App } from "../../app.ts";
import { claimedType } from "../../files/claimed-type.ts";
import { SHOWN_AS_PICTURES } from "../../files/shown-as-pictures.ts";
import type { Row } from "../../queue/row.ts";
import type { View } from "../view.ts";
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
  const [saved, setSaved] = useState(false);
  const name = savedName(row, file, number);
  const claimed = claimedType(row.tip.contents, file.name);
  const save = () => {
    setSaved(true);
    void app.attempt(async () => {
      const bytes = await app.extract(row.tip, file);
      offerFile(new Blob([bytes], { type: "application/octet-stream" }), name);
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
    SHOWN_AS_PICTURES.has(file.type) ? h(Picture, { app, row, file, number }) : null,
    isTelling(file.type) ? h(PictureSays, { app, row, file, number }) : null,
    h("button", { type: "button", class: "quiet", onClick: save }, words.save),
    saved ? h(Saved, { app, name }) : null,
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

/** A name of ours, whatever the sender called it, with the ending of what it is. */
function savedName({ designation }: Row, { type }: FoundFile, number: number): string {
  const words = designation.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return `${words}-${String(number).padStart(2, "0")}.${endingOf(type)}`;
}
