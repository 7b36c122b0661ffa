import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { personalTags } from "../support/personal-tags.ts";
import { tagsOf } from "./exiftool.ts";
import { type Judged, judge } from "./judge.ts";
import { missed, SUBJECT_NAMES } from "./missed.ts";
import { type Sameness, sameness } from "./same.ts";
import { shownByChromium } from "./shown.ts";
import type { Tried } from "./table.ts";

type OfOne = Judged & { readonly path: string; readonly copy: string | undefined };

/**
 * 1. Judges files as the page does. 2. Has exiftool look at them and at their clean copies, stock decoders compare the
 * two, and Chromium show what it can. 3. Puts together what is known of each.
 */
export async function tryFiles(paths: readonly string[]): Promise<Tried[]> {
  const folder = mkdtempSync(join(tmpdir(), "nightjar-files-"));
  try {
    const judged = paths.map((path, i) => judgeOne(path, join(folder, String(i))));
    const cleanable = judged.filter(({ verdict }) => verdict.kind !== "held");
    const copies = judged.flatMap(({ copy }) => copy ?? []);
    const [before, after] = [tagsOf(cleanable.map(({ path }) => path)), tagsOf(copies)];
    const shown = await shownByChromium(cleanable);
    const same = await samenessOf(judged);
    return judged.map(({ path, type, verdict, copy }) => {
      const findings = verdict.kind === "cleaned" ? verdict.findings : undefined;
      const tags = before.get(path);
      return {
        ...{ path, type, same: same.get(path), shown: shown.has(path) },
        verdict: verdict.kind === "cleaned" ? { ...verdict, clean: new Uint8Array(0) } : verdict,
        left: personalTags((copy && after.get(copy)) || []),
        missed: Object.fromEntries(
          SUBJECT_NAMES.flatMap((subject) => {
            const tag = findings && tags && missed(subject, tags, findings);
            return tag ? [[subject, tag]] : [];
          }),
        ),
      };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A clean copy goes to a file, so that not all are in memory. */
function judgeOne(path: string, copy: string): OfOne {
  const { type, verdict } = judge(new Uint8Array(readFileSync(path)));
  if (verdict.kind !== "cleaned") return { path, type, verdict, copy: undefined };
  writeFileSync(copy, verdict.clean);
  return { path, type, verdict: { ...verdict, clean: new Uint8Array(0) }, copy };
}

const AT_ONCE = 2;

async function samenessOf(judged: readonly OfOne[]): Promise<ReadonlyMap<string, Sameness>> {
  const found = new Map<string, Sameness>();
  const waiting = judged.values();
  const work = async () => {
    for (const { path, type, copy } of waiting) if (copy) found.set(path, await sameness(type, path, copy));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return found;
}
