import { readFileSync } from "node:fs";
import { expect } from "vitest";

/** One vector of Wycheproof: its columns by name; what is bytes is base64 in the file. */
export interface Vector {
  readonly id: number;
  readonly result: "valid" | "invalid" | "acceptable";
  readonly flags: string;
  bytes(column: string): Uint8Array;
  number(column: string): number;
}

interface File {
  readonly about: { readonly origin: string; readonly licence: string; readonly columns: readonly string[] };
  readonly rows: readonly (readonly (string | number)[])[];
}

export function vectorsOf(name: string): Vector[] {
  const text = readFileSync(new URL(`../vectors/wycheproof/${name}.json`, import.meta.url), "utf8");
  const { about, rows } = JSON.parse(text) as File;
  expect([about.origin, about.licence]).toEqual([expect.stringContaining("Wycheproof"), "Apache-2.0"]);
  return rows.map((row) => {
    const at = (column: string) => row[about.columns.indexOf(column)];
    return {
      id: Number(at("id")),
      result: at("result") as Vector["result"],
      flags: String(at("flags") ?? ""),
      bytes: (column) => new Uint8Array(Buffer.from(String(at(column)), "base64")),
      number: (column) => Number(at(column)),
    };
  });
}

/** Whether it says yes, for a library that says no by throwing. */
function accepts(attempt: () => boolean): boolean {
  try {
    return attempt();
  } catch (error) {
    expect(error).toBeInstanceOf(Error);
    return false;
  }
}

/** The ids of the vectors about which a library is of another mind. */
export function differing(vectors: readonly Vector[], verdict: (vector: Vector) => boolean): number[] {
  expect(vectors.length).toBeGreaterThan(50);
  return vectors
    .filter((vector) => accepts(() => verdict(vector)) !== (vector.result !== "invalid"))
    .map(({ id }) => id);
}
