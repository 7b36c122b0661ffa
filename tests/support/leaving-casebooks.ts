import { execFileSync } from "node:child_process";
import type { ExportFile } from "../../client/casebook/export/files.ts";
import type { TipId } from "../../client/casebook/names.ts";
import type { Report } from "../../client/report/report.ts";
import type { RosterDigest } from "../../crypto/documents/roster.ts";
import { RICH_REPORT } from "../client/report/rich-report.ts";
import { type Desk, INSTANCE, keptReport } from "./casebooks.ts";

/** Keeps a tip and says which; its narrative begins with its number. */
export function keep(
  desk: Desk,
  number: number,
  consent: Report["consent"],
  more: Partial<Report> = {},
  instance = INSTANCE,
): TipId {
  const report = { ...RICH_REPORT, narrative: `story ${number}`, consent, ...more };
  const kept = keptReport(number, report, { instance, roster: new Uint8Array(32) as RosterDigest });
  desk.do(kept);
  return kept.tip;
}

/** The cells of a CSV, read by Python's csv module in its strict mode. */
export function readByPython(bytes: Uint8Array): string[][] {
  const program =
    "import csv,io,json,sys;t=io.TextIOWrapper(sys.stdin.buffer,encoding='utf-8-sig',newline='');" +
    "json.dump(list(csv.reader(t,strict=True)),sys.stdout)";
  return JSON.parse(execFileSync("python3", ["-c", program], { input: bytes }).toString());
}

/** The bytes of the file of this name. */
export function named(files: readonly ExportFile[], name: string): Uint8Array {
  const file = files.find((one) => one.name === name);
  if (!file) throw new Error(`no ${name}`);
  return file.bytes;
}

export function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
