import { textOfBytes } from "../display-text.ts";
import type { Findings } from "../finding.ts";
import type { ExifValue } from "./exif.ts";

const LATITUDE_REF = 1;
const LATITUDE = 2;
const LONGITUDE_REF = 3;
const LONGITUDE = 4;
const TIME_OF_DAY = 7;
const AREA = 0x1c;
const DATE = 0x1d;

/** Tells where and when, by satellite, a picture was taken. */
export function describePosition(place: ReadonlyMap<number, ExifValue>, findings: Findings): void {
  const latitude = degreesOf(place.get(LATITUDE), place.get(LATITUDE_REF));
  const longitude = degreesOf(place.get(LONGITUDE), place.get(LONGITUDE_REF));
  findings.text("place", positionText(latitude, longitude));
  const area = place.get(AREA);
  // The area's name begins with 8 bytes that name its encoding.
  if (area) findings.text("place", textOfBytes(area.bytes.subarray(8)));
  findings.text("time", satelliteTime(place.get(DATE), place.get(TIME_OF_DAY)));
}

/**
 * Degrees, north and east positive, as "22.31930° N, 114.16940° E" (five digits are about a metre); one of them alone
 * where the other isn't known. Empty for 0°, 0°, which is written where no place is known.
 */
export function positionText(latitude: number | undefined, longitude: number | undefined): string {
  if (!latitude && !longitude) return "";
  return [degreesText(latitude, "S", "N"), degreesText(longitude, "W", "E")]
    .filter((text) => text)
    .join(", ");
}

function degreesText(degrees: number | undefined, negative: string, positive: string): string {
  return degrees === undefined ? "" : `${Math.abs(degrees).toFixed(5)}° ${degrees < 0 ? negative : positive}`;
}

/** Degrees, minutes and seconds as a number of degrees, west and south negative. */
function degreesOf(value: ExifValue | undefined, reference: ExifValue | undefined): number | undefined {
  const degrees = value?.number(0);
  if (value === undefined || degrees === undefined) return undefined;
  const sum = degrees + (value.number(1) ?? 0) / 60 + (value.number(2) ?? 0) / 3600;
  if (Math.abs(sum) > 360) return undefined;
  const letter = textOfBytes(reference?.bytes ?? new Uint8Array(0)).toUpperCase();
  return letter === "S" || letter === "W" ? -Math.abs(sum) : sum;
}

function satelliteTime(date: ExifValue | undefined, time: ExifValue | undefined): string {
  if (date === undefined) return "";
  const day = textOfBytes(date.bytes).replace(/^(\d{4}):(\d\d):(\d\d)$/, "$1-$2-$3");
  const [hours, minutes, seconds] = [0, 1, 2].map((i) => time?.number(i));
  if (hours === undefined || minutes === undefined || seconds === undefined) return day;
  const twoDigits = (value: number) => String(Math.floor(value)).padStart(2, "0");
  return `${day} ${[hours, minutes, seconds].map(twoDigits).join(":")} UTC`;
}
