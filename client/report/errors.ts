import { codedError } from "../../crypto/coded-error.ts";
import { SENTENCES } from "./sentences.ts";

export type ReportErrorCode = keyof typeof SENTENCES;

/** The one error of the report's own layer. */
export class ReportError extends codedError("ReportError", SENTENCES) {}
