import { codedError } from "../../crypto/coded-error.ts";
import { SENTENCES } from "./sentences.ts";

export type BundleErrorCode = keyof typeof SENTENCES;

/** The one error of the bundle's own layer. */
export class BundleError extends codedError("BundleError", SENTENCES) {}
