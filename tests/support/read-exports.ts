import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { unzipSync } from "fflate";
import { expect } from "vitest";
import type { DownloadingBrowser } from "./firefox.ts";
import { inLong } from "./seeded.ts";

/** At Safer, sealing some megabytes takes a while. */
const PATIENCE = { timeout: inLong(30_000, 600_000) };

/** A file that a browser saved under a name that begins so, once it is whole. */
export async function downloaded({ downloads }: DownloadingBrowser, beginning: string): Promise<Buffer> {
  let bytes = Buffer.alloc(0);
  await expect
    .poll(() => {
      const names = readdirSync(downloads).filter((name) => name.startsWith(beginning));
      const [name] = names.filter((one) => !existsSync(join(downloads, `${one}.part`)));
      if (names.some((one) => /\.(part|crdownload)$/.test(one)) || !name) return 0;
      bytes = readFileSync(join(downloads, name));
      return bytes.length;
    }, PATIENCE)
    .toBeGreaterThan(0);
  return bytes;
}

/** The files of a ZIP, all of them in its root. */
export function filesIn(zip: Uint8Array): ReadonlyMap<string, Buffer> {
  const files = Object.entries(unzipSync(zip)).map(([name, bytes]) => [name, Buffer.from(bytes)] as const);
  for (const [name] of files) expect(name).toMatch(/^[A-Za-z0-9][\w.-]*$/);
  return new Map(files);
}

/** Asserts that SHA256SUMS names each other file of an export, with its digest, and nothing else. */
export function expectManifest(files: ReadonlyMap<string, Buffer>): void {
  const lines = files.get("SHA256SUMS")?.toString().trimEnd().split("\n") ?? [];
  const others = [...files].filter(([name]) => name !== "SHA256SUMS");
  expect(lines.toSorted()).toEqual(
    others.map(([name, bytes]) => `${createHash("sha256").update(bytes).digest("hex")}  ${name}`).toSorted(),
  );
}

/** What no cell may begin with, however a spreadsheet looks past what is before it. */
const FORMULA = /^[\s"\p{C}]*[=+\-@|%＝＋－＠]/u;

/** The rows of a CSV, as wide as its head. */
function cellsOf(csv: Buffer | undefined): readonly Readonly<Record<string, string>>[] {
  const [head = [], ...rows] = parse(csv ?? Buffer.alloc(0), { bom: true }) as string[][];
  return rows.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i] ?? ""])));
}

/** The same; no cell of it would be run. */
export function rowsOf(csv: Buffer | undefined): readonly Readonly<Record<string, string>>[] {
  const cells = parse(csv ?? Buffer.alloc(0), { bom: true }) as string[][];
  for (const cell of cells.flat()) {
    if (!/^-?\d+(\.\d+)?(\|-?\d+(\.\d+)?)?$/.test(cell)) expect(cell).not.toMatch(FORMULA);
  }
  return cellsOf(csv);
}

/** Columns of Uwazi's table that hold values of a thesaurus. */
const THESAURI = ["premises", "pressure", "bureau", "consent", "verification"];

/** Asserts what Uwazi's documentation asks of an import, row by row. Returns the rows of all its tables. */
export function expectUwazi(files: ReadonlyMap<string, Buffer>) {
  const tables = [...files].filter(([name]) => /^(uwazi-(tip|station|incident)|import)\.csv$/.test(name));
  expect(tables.length).toBeGreaterThan(0);
  return tables.flatMap(([, csv]) => {
    const [head = []] = parse(csv) as string[][];
    expect(head[0]).toBe("Title");
    expect(new Set(head).size).toBe(head.length);
    const rows = cellsOf(csv);
    for (const row of rows) {
      expect(row.Title?.trim()).not.toBe("");
      for (const which of ["station", "incident"]) {
        expectPosition(row[`${which}_geolocation`] ?? "");
        expect(row[`${which}_position_precision`] === "").toBe(row[`${which}_geolocation`] === "");
      }
      for (const range of [row.since_range, row.when_range])
        expect(range).toMatch(/^(\d{4}-\d\d-\d\d:(\d{4}-\d\d-\d\d)?)?$/);
      for (const column of THESAURI) {
        const known = cellsOf(files.get(`uwazi-thesaurus-${column}.csv`));
        expect(Object.keys(known[0] ?? {}).join()).toBe(
          "English,Chinese (Simplified),Chinese (Traditional),Chinese",
        );
        const labels = new Set(known.map(({ English }) => English));
        for (const value of (row[column] ?? "").split("|")) if (value) expect(labels).toContain(value);
      }
    }
    return rows;
  });
}

/** Latitude, bar, longitude; or nothing. */
function expectPosition(text: string): void {
  if (text === "") return;
  const [lat = Number.NaN, lon = Number.NaN, ...more] = text.split("|").map(Number);
  expect([Math.abs(lat) <= 90, Math.abs(lon) <= 180, more.length]).toEqual([true, true, 0]);
}

/** Asserts what RFC 7946 asks of a collection of points, longitude first. Returns the positions, null where none is. */
export function expectGeoJson(text: string): readonly (readonly number[] | null)[] {
  const whole = JSON.parse(text);
  expect(whole).toMatchObject({ type: "FeatureCollection", features: expect.any(Array) });
  expect(whole).not.toHaveProperty("crs");
  return whole.features.map((feature: { type: unknown; geometry: unknown; properties: unknown }) => {
    expect(feature).toMatchObject({ type: "Feature", properties: expect.any(Object) });
    if (feature.geometry === null) return null;
    expect(feature.geometry).toMatchObject({
      type: "Point",
      coordinates: [expect.any(Number), expect.any(Number)],
    });
    const { coordinates } = feature.geometry as { coordinates: [number, number] };
    expect([Math.abs(coordinates[0]) <= 180, Math.abs(coordinates[1]) <= 90]).toEqual([true, true]);
    return coordinates;
  });
}
