import { zipSync } from "fflate";
import type { Country } from "../../client/report/countries.ts";
import { EMPTY_REPORT, EMPTY_STATION, type Report } from "../../client/report/report.ts";
import { concat, utf8 } from "../../crypto/bytes.ts";
import { rawTar } from "../client/cli/support/tar-bytes.ts";
import { fileOf, type TipFile } from "./desk.ts";

/** Sets the page's title, if anything of it is ever run. */
const RUN = "document.title='owned'";

export const MARKUP = `<img src=x onerror="${RUN}"><script>${RUN}</script>`;

/** Texts that are something else to a browser, a spreadsheet or a terminal. */
const NARRATIVES: readonly string[] = [
  `${MARKUP}<svg onload="${RUN}"><a href="javascript:${RUN}">look</a><iframe srcdoc="<script>parent.${RUN}</script>">`,
  `\u202eelbadaer si siht\u2066\u2069 \u200b\u00ad\ufeffand this isn’t \u0007\u001b[31m`,
  `A line without an end: ${"x".repeat(50_000)}`,
  `没有标点的一行：${"长".repeat(16_000)}`,
  `Marks above marks: a${"\u0301".repeat(15_000)}`,
  `=HYPERLINK("http://127.0.0.1:9/?"&A1,"press here")`,
  "+1+1 is what it begins with",
  "-1+cmd|' /C calc'!A0",
  "@SUM(1+1)*cmd",
  "\t=1+1 behind a tab",
  "#{7*7} {{7*7}} __proto__ constructor toString",
  "../../../etc/passwd\r\nSet-Cookie: owned=1",
];

/** Reports that nobody honest would send, in the order of the narratives above; some with fields of the same sort. */
export function hostileReports(): readonly Report[] {
  return NARRATIVES.map((narrative, i) => ({
    ...EMPTY_REPORT,
    station: {
      ...EMPTY_STATION,
      premises: ["other" as const],
      premisesOther: i % 2 ? MARKUP : "=1+1",
      place: {
        country: "DE" as Country,
        region: "__proto__",
        city: i % 2 ? "@SUM(1)" : `"><script>${RUN}</script>`,
        address: "",
        precision: "city" as const,
      },
    },
    consent: ["statistics", "publish_anon", "partners"],
    narrative,
  }));
}

/** Files that are larger, deeper or another thing than they say. */
export function hostileFiles(): readonly TipFile[] {
  const zeros = new Uint8Array(4 * 1024 * 1024);
  const inner = zipSync({ "zeros.bin": zeros });
  const bomb = zipSync(Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`${i}.zip`, inner])), {
    level: 0,
  });
  const svg = utf8(`<svg xmlns="http://www.w3.org/2000/svg" onload="${RUN}"><script>${RUN}</script></svg>`);
  return [
    fileOf("01-archive.zip", "application/zip", bomb),
    fileOf("02-picture.png", "image/png", svg),
    fileOf("03-picture.png", "image/png", vastPng()),
    fileOf("04-photo.jpg", "image/jpeg", utf8(`<!doctype html>${MARKUP}`)),
    fileOf("05-document.pdf", "application/pdf", zipSync({ "../../../evil.sh": utf8("rm") })),
  ];
}

/** The head of a picture of 60,000 by 60,000 pixels, and nothing behind it. */
function vastPng(): Uint8Array {
  const head = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52];
  return Uint8Array.from([...head, 0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60, 8, 6, 0, 0, 0, 0, 0, 0, 0]);
}

/** A tar within a tar, with a name that leads out of it. */
export function nestedTar(): Uint8Array {
  const inner = tarWith("attachments/..//..//evil.sh");
  return concat(inner, inner);
}

/** A tip's tar, whose second file has another name than a packer would give it. */
export function tarWith(name: string, tip: Uint8Array = utf8("{}")): Uint8Array {
  return rawTar({ name: "tip.json", content: tip }, { name, content: Uint8Array.of(0) });
}
