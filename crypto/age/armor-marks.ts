import { utf8 } from "../bytes.ts";

/** The first line of an armored age file, without its line end. */
export const ARMOR_BEGIN = utf8("-----BEGIN AGE ENCRYPTED FILE-----");
export const ARMOR_END = utf8("-----END AGE ENCRYPTED FILE-----");
