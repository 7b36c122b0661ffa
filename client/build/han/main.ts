import { writeFile } from "node:fs/promises";
import { hanClasses } from "./classes.ts";

/** `node client/build/han/main.ts`: writes the table anew, after another version of the dictionaries was taken. */
const TABLE = new URL("../../folding/han-classes.ts", import.meta.url);

const HEAD = `// Made from OpenCC's dictionaries (opencc-js, Apache-2.0) by client/build/han/main.ts; a test makes it again.

/** Chinese characters that are forms of each other, in classes with spaces between; the canonical form comes first. */
export const HAN_CLASSES =`;

await writeFile(TABLE, `${HEAD}\n  ${JSON.stringify(hanClasses())};\n`);
