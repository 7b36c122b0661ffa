import { usage } from "../options.ts";

const UNITS: Readonly<Record<string, number>> = { "": 1, KB: 1e3, MB: 1e6, GB: 1e9 };

/** Bytes of envelopes in one bundle unless a person says otherwise: a stick with FAT takes no file of 4 GiB. */
export const USUAL_BUDGET = 2e9;

/** An amount of bytes as people write it: 200MB, 1GB, 500KB, 123456. @throws CliError usage */
export function amountFrom(name: string, text: string): number {
  const [, number = "", unit = ""] = /^([1-9]\d{0,11})(KB|MB|GB|)$/.exec(text) ?? [];
  const bytes = Number(number) * (UNITS[unit] ?? 0);
  if (bytes > 0 && Number.isSafeInteger(bytes)) return bytes;
  throw usage(`The option --${name} takes an amount like 200MB, 1GB or 500KB`);
}

/** Bytes, for reading: 66.2 KB, 12.0 MB. */
export function amountInWords(bytes: number): string {
  if (bytes < 1e3) return `${bytes} bytes`;
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(1)} KB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}
