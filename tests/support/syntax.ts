import { parseAst } from "vitest/node";

/** A part of TypeScript's syntax. Places count characters from the beginning of the text. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

export const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string";

/** All parts of a TypeScript text. Throws if it can't be read. */
export function nodesOf(text: string): Node[] {
  return nodesBelow(parseAst(text, { lang: "ts" } as never));
}

/** The texts that stand in the code, in quotes or between a template's values. */
export function literalsIn(text: string): string[] {
  return nodesOf(text).flatMap(({ type, value }) => {
    if (type === "Literal") return typeof value === "string" ? [value] : [];
    return type === "TemplateElement" ? [(value as { cooked: string }).cooked] : [];
  });
}

function nodesBelow(value: unknown, found: Node[] = []): Node[] {
  if (typeof value !== "object" || value === null) return found;
  if (isNode(value)) found.push(value);
  for (const part of Object.values(value)) nodesBelow(part, found);
  return found;
}
