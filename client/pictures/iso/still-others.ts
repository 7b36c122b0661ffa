import { joined, latin1 } from "../../../crypto/bytes.ts";
import { CleanError } from "../errors.ts";
import { hasAscii, uint } from "../fields.ts";
import type { Findings } from "../finding.ts";
import { describeExif } from "../metadata/exif-findings.ts";
import type { Orientation } from "../metadata/orientation.ts";
import { describeXmp } from "../metadata/xmp.ts";
import type { Item } from "./item-tables.ts";
import { type Piece, piecesOfItem, type Still } from "./still.ts";

/** The bytes of an item, which may be in several places. */
export type ReadPiece = (piece: Piece) => Uint8Array;

/** Most bytes of Exif or XMP that are looked at. */
const MOST_EXAMINED = 1024 * 1024;

/** Tells what the items that don't stay held; returns how Exif says that the picture is turned. */
export function describeOthers(
  still: Still,
  kept: ReadonlySet<number>,
  fileLength: number,
  read: ReadPiece,
  findings: Findings,
): Orientation {
  let turned: Orientation = 1;
  const kinds = new Map(still.references.map(({ type, from }) => [from, type]));
  const parts = new Set(
    still.references.flatMap(({ type, from, to }) => (type === "dimg" && !kept.has(from) ? to : [])),
  );
  for (const item of still.items.values()) {
    if (kept.has(item.id)) continue;
    const pieces = outside(() => piecesOfItem(still, item.id, fileLength));
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    const contents = () => joined(pieces.map(read)).subarray(0, MOST_EXAMINED);
    if (item.type === "Exif" && length <= MOST_EXAMINED) turned = describeExifItem(contents(), findings);
    else if (item.mediaType === "application/rdf+xml" && length <= MOST_EXAMINED)
      describeXmp(contents(), findings);
    else if (kinds.get(item.id) === "thmb") findings.size("thumbnail", length);
    else if (kinds.get(item.id) === "auxl") describeAuxiliary(still, item, findings);
    else if (["tmap", "hvc1", "av01", "grid"].includes(item.type)) {
      if (!parts.has(item.id)) findings.plain("second-image");
    } else findings.named("unknown", item.type, length);
  }
  return turned;
}

/** What goes anyway may be broken. */
function outside(pieces: () => Piece[]): Piece[] {
  try {
    return pieces();
  } catch (error) {
    if (error instanceof CleanError) return [];
    throw error;
  }
}

/** Four bytes say how far the TIFF is behind them. */
function describeExifItem(contents: Uint8Array, findings: Findings): Orientation {
  if (contents.length < 8) return 1;
  const tiff = contents.subarray(4 + uint(contents, 0, 4, "big"));
  return describeExif(hasAscii(tiff, "Exif\0\0") ? tiff.subarray(6) : tiff, findings);
}

function describeAuxiliary({ propertiesOf }: Still, { id }: Item, findings: Findings): void {
  const name = (propertiesOf.get(id) ?? [])
    .filter(({ type }) => type === "auxC")
    .map(({ payload }) => latin1(payload.subarray(4, 84)))
    .join();
  if (/depth|disparity|auxid:2/.test(name)) findings.plain("depth");
  else if (/hdrgainmap/.test(name)) findings.plain("second-image");
  else findings.named("unknown", name.split("\0")[0]?.split(":").pop() ?? "", 0);
}
