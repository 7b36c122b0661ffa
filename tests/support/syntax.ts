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

/** All parts of a TypeScript text; of a file with JSX, as its name ends. Throws if it can't be read. */
export function nodesOf(text: string, file: string): Node[] {
  const lang = file.endsWith(".tsx") ? "tsx" : "ts";
  return nodesBelow(parseAst(text, { lang } as never));
}

/** The texts that stand in the code, in quotes, between a template's values or between tags. */
export function literalsIn(text: string, file: string): string[] {
  return nodesOf(text, file).flatMap(({ type, value }) => {
    if (type === "Literal" || type === "JSXText") return typeof value === "string" ? [value] : [];
    return type === "TemplateElement" ? [(value as { cooked: string }).cooked] : [];
  });
}

function nodesBelow(value: unknown, found: Node[] = []): Node[] {
  if (typeof value !== "object" || value === null) return found;
  if (isNode(value)) found.push(value);
  for (const part of Object.values(value)) nodesBelow(part, found);
  return found;
}
