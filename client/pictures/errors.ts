import { codedError } from "../../crypto/coded-error.ts";
import { SENTENCES } from "./sentences.ts";

export type CleanErrorCode = keyof typeof SENTENCES;

/** All codes, for tables that must be complete (translations). */
export const CLEAN_ERROR_CODES = Object.keys(SENTENCES) as readonly CleanErrorCode[];

/** The one error of the cleaner. */
export class CleanError extends codedError("CleanError", SENTENCES) {}
