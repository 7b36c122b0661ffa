import { CleanError } from "../errors.ts";
import { ascii } from "../fields.ts";
import type { Finding, Findings } from "../finding.ts";
import type { Box } from "./boxes.ts";
import { cleanBrands, isImageBrand } from "./brands.ts";
import { cleanStill } from "./clean-still.ts";
import { cleanFragment } from "./fragments.ts";
import { segmentIndex } from "./leaves.ts";
import { MediaData } from "./media-data.ts";
import { describeDropped } from "./metadata.ts";
import { cleanMovie } from "./movie.ts";
import { inOrder, type Patch, type Plan } from "./plan.ts";
import { rangesOf } from "./samples.ts";
import type { Source } from "./source.ts";
import { isStill } from "./still.ts";
import { contentsOf, endOf, type TopBox, topLevelOf } from "./top-level.ts";

/** How a film, a sound or a picture is cleaned, and what its clean copy doesn't hold. */
export interface IsoReading {
  readonly plan: Plan;
  readonly findings: readonly Finding[];
}

/**
 * Reads a file of ISO base media boxes (HEIC, AVIF, MOV, MP4, M4A, 3GP) and keeps what its picture and sound need,
 * each byte in its place: boxes on an allow-list, checked, their dates and names zero; everything else becomes zeros,
 * also between the samples, and the file ends with the last box that is needed. Cleaning a clean copy changes nothing.
 * @throws CleanError cut-short, structure, unsupported, unknown-codec, encrypted, elsewhere
 */
export function readIso(source: Source, findings: Findings): IsoReading {
  const boxes = topLevelOf(source);
  const data = new MediaData(source, findings);
  const contents = new Map<TopBox, Uint8Array>();
  const only = (type: string) => {
    const found = boxes.filter((box) => box.type === type);
    if (found.length > 1) throw new CleanError("structure", `two ${type}`);
    return found[0];
  };
  const load = (box: TopBox) => {
    const payload = contentsOf(source, box);
    contents.set(box, payload);
    return payload;
  };
  const dropped = (box: Box) => describeDropped(box, findings);

  const brands = only("ftyp");
  const isPicture = brands !== undefined && isImageBrand(contentsOf(source, brands));
  const header = only("moov");
  const movie = header && cleanMovie(load(header), findings);
  for (const { tables, cleaners } of movie?.tracks ?? []) data.takeAll(rangesOf(tables, cleaners));
  const table = isPicture ? only("meta") : undefined;
  // One that is no picture's goes, as in other films.
  const still = table && isStill(contentsOf(source, table)) ? load(table) : undefined;
  if (still) data.takeAll(cleanStill(still, source, findings));
  if (!movie && !still) throw new CleanError("structure", "no film and no picture");
  for (const box of boxes) {
    if (box.type === "ftyp" || box.type === "styp") cleanBrands(load(box));
    else if (box.type === "sidx" && movie) segmentIndex(load(box));
    else if (box.type === "moof" && movie)
      cleanFragment(load(box), box.at, movie, dropped, (range) => data.take(range));
  }
  return { plan: planOf(source, boxes, contents, data, findings), findings: findings.list() };
}

/** Most bytes of a box that doesn't stay which are looked at. */
const MOST_EXAMINED = 1024 * 1024;

function planOf(
  source: Source,
  boxes: readonly TopBox[],
  contents: ReadonlyMap<TopBox, Uint8Array>,
  data: MediaData,
  findings: Findings,
): Plan {
  const isMedia = (box: TopBox) => box.type === "mdat" && data.uses([box.at, endOf(box)]);
  const needed = boxes.filter((box) => contents.has(box) || isMedia(box));
  const length = needed.reduce((end, box) => Math.max(end, endOf(box)), 0);
  const patches: Patch[] = data.patchesWithin(
    needed.filter(isMedia).map((box) => [box.at + box.headerLength, endOf(box)]),
  );
  for (const box of boxes) {
    const payload = contents.get(box);
    if (payload) patches.push({ at: box.at + box.headerLength, put: payload });
    else if (!isMedia(box)) {
      describe(source, box, findings);
      patches.push({ at: box.at + 4, put: ascii("free") });
      patches.push({ at: box.at + box.headerLength, put: box.length - box.headerLength });
    }
  }
  const rest = source.length - boxes.reduce((_, box) => endOf(box), 0);
  if (rest > 0) findings.size("trailing", rest);
  return { length, patches: inOrder(patches.filter(({ put }) => put !== 0)) };
}

function describe(source: Source, box: TopBox, findings: Findings): void {
  const { type, at, headerLength, length } = box;
  if (type === "mdat") findings.named("unknown", type, length);
  else if (/^(?:free|skip|wide)$/.test(type)) return;
  else {
    const payload = source.read(at + headerLength, Math.min(MOST_EXAMINED, length - headerLength));
    describeDropped({ type, whole: payload, payload }, findings);
  }
}
