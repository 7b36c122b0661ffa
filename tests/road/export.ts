import { readdirSync, readFileSync } from "node:fs";
import { unzipSync } from "fflate";
import { expect } from "vitest";
import { SAID, type Tip } from "./sending.ts";
import { at, typed } from "./stage.ts";

export const FORMS = ["csv", "json", "geojson", "uwazi", "counts"] as const;

/** That these bytes, and the files in them if they are a ZIP, hold nothing of what was redacted. */
export function expectHidden(bytes: Uint8Array, tips: readonly Tip[]): void {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const files = isZip ? [bytes, ...Object.values(unzipSync(bytes))] : [bytes];
  for (const file of files.map((one) => Buffer.from(one))) {
    for (const { secret } of tips.map((tip) => SAID[tip])) {
      for (const encoding of ["utf8", "utf16le"] as const)
        expect([secret, encoding, file.includes(Buffer.from(secret, encoding))]).toEqual([
          secret,
          encoding,
          false,
        ]);
    }
  }
}

/** That the rest of what may leave is there, so that what is hidden isn't hidden by nothing having left. */
export function expectFound(bytes: Uint8Array, tips: readonly Tip[]): void {
  for (const tip of tips) expect([tip, Buffer.from(bytes).includes(SAID[tip].found)]).toEqual([tip, true]);
}

/** Exports in these forms by the command line, side by side, each into folders of its own. Returns the exit codes. */
export async function exportByCommand(
  how: string,
  { vault, name, more, casebook }: { vault: string; name: string; more: string; casebook: string },
  forms: readonly (typeof FORMS)[number][] = FORMS,
): Promise<number[]> {
  return await Promise.all(
    forms.map(async (form) => {
      const out = `${how}-${form}`;
      const files = `--out ${out} --record ${out}.age ${casebook}`;
      const audience = form === "counts" ? "internal" : "public";
      const { code } = await typed(
        `casebook export --vault ${vault}.vault ${more} --for ${audience} --as ${form} ${files}`,
        name,
      );
      return code ?? -1;
    }),
  );
}

/** All that a command line's export wrote. */
export function filesOf(how: string, forms: readonly (typeof FORMS)[number][] = FORMS): Uint8Array[] {
  return forms.flatMap((form) =>
    readdirSync(at(`${how}-${form}`)).map((file) => readFileSync(at(`${how}-${form}`, file))),
  );
}
