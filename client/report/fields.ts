import { ReportError } from "./errors.ts";
import type { Code, Group, isCode } from "./vocabulary/codes.ts";

/** Readers of what comes from outside. Each throws ReportError tip-malformed that names the field, never its value. */

export function fieldsOf(value: unknown, name: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw malformed(name);
}

export function listOf(value: unknown, name: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw malformed(name);
}

export function textOf(value: unknown, name: string): string {
  if (typeof value === "string") return value;
  throw malformed(name);
}

/** A whole number from 0, or null. */
export function countOrNull(value: unknown, name: string): number | null {
  return value === null ? null : countOf(value, name);
}

export function countOf(value: unknown, name: string): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  throw malformed(name);
}

/** Which codes a version of tip.json has. */
export type Known = typeof isCode;

export function codeOf<G extends Group>(known: Known, group: G, value: unknown): Code<G> {
  if (known(group, value)) return value;
  throw malformed(group);
}

export function codeOrNull<G extends Group>(known: Known, group: G, value: unknown): Code<G> | null {
  return value === null ? null : codeOf(known, group, value);
}

export function codeList<G extends Group>(known: Known, group: G, value: unknown): readonly Code<G>[] {
  return listOf(value, group).map((code) => codeOf(known, group, code));
}

export function malformed(name: string): ReportError {
  return new ReportError("tip-malformed", name);
}
