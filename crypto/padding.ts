import { CryptoError } from "./errors.ts";

/** The smallest padded plaintext, in bytes: one STREAM chunk. */
export const PADDING_FLOOR = 64 * 1024;

/**
 * The padded length, in bytes, of a plaintext of `length` bytes: Padmé (Nikitin et al., PURBs, PoPETs 2019,
 * algorithm 1) with a floor of 64 KiB. Leaks O(log log n) bits of the length and costs at most 12%. Every
 * result is a multiple of 2048, so a tar stays a whole number of 512-byte blocks.
 */
export function paddedLength(length: number): number {
  if (!Number.isSafeInteger(length) || length < 0 || length > 2 ** 47) {
    throw new CryptoError("size-invalid", `${length} bytes`);
  }
  if (length <= PADDING_FLOOR) return PADDING_FLOOR;
  const exponent = floorLog2(length);
  const step = 2 ** (exponent - (floorLog2(exponent) + 1));
  return Math.ceil(length / step) * step;
}

/** ⌊log₂ n⌋ for 1 ≤ n ≤ 2⁵³, exactly (Math.log2 rounds just below a power of two). */
function floorLog2(n: number): number {
  let exponent = 0;
  for (let power = 2; power <= n; power *= 2) exponent++;
  return exponent;
}
