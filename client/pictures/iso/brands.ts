import { ascii, hasAscii } from "../fields.ts";

/** Brands that say how to read a file, and nothing of who wrote it. */
const BRANDS = [
  ...["isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso7", "iso8", "iso9", "mp41", "mp42", "avc1", "hvc1"],
  ...["av01", "dash", "cmfc", "cmf2", "qt  ", "M4A ", "M4B ", "M4V ", "M4VH", "M4VP", "3gp4", "3gp5", "3gp6"],
  ...["3gp7", "3gp8", "3gp9", "3gr6", "3gs6", "3ge6", "3ge7", "3gg6", "3g2a", "3g2b", "3g2c", "dby1", "mif1"],
  ...["mif2", "msf1", "heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "avif", "avis", "miaf"],
  ...["MiHB", "MiHA", "MiHE", "MiPr", "MA1A", "MA1B", "1pic", "iso3"],
];

const IMAGE_BRANDS = ["mif1", "mif2", "msf1", "heic", "heix", "heim", "heis", "hevc", "hevx", "avif", "avis"];

/** In place: no version of a program; another brand becomes one of those that stay. */
export function cleanBrands(payload: Uint8Array): void {
  const places = [0, ...Array.from({ length: Math.max(0, (payload.length >> 2) - 2) }, (_, i) => 8 + 4 * i)];
  const known = (at: number) => BRANDS.find((brand) => hasAscii(payload, brand, at));
  const instead = places.map(known).find((brand) => brand !== undefined) ?? "isom";
  payload.fill(0, 4, 8);
  for (const at of places) if (known(at) === undefined) payload.set(ascii(instead), at);
  payload.fill(0, payload.length & ~3);
}

/** Whether `ftyp`'s contents announce a still picture. */
export function isImageBrand(payload: Uint8Array): boolean {
  return IMAGE_BRANDS.some((brand) => hasAscii(payload, brand));
}
