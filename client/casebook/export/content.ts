import { equalBytes, utf8 } from "../../../crypto/bytes.ts";
import type { InstanceId } from "../../../crypto/documents/anchor.ts";
import { parseTip, type Report } from "../../report/tip.ts";
import type { TipView } from "../view.ts";
import { redactReport, redactText } from "./redact.ts";

/** What a kept tip says, redacted. */
export interface Content {
  /** Null for an unstructured tip. */
  readonly report: Report | null;
  /** The narrative, or an unstructured tip's text. */
  readonly text: string;
  /** Whether it was sealed for another instance. */
  readonly foreign: boolean;
}

/** Undefined if the tip was never kept. All redactions apply, those of acts in doubt too. */
export function contentOf(view: TipView, instance: InstanceId): Content | undefined {
  const kept = view.kept[0]?.value;
  if (!kept) return undefined;
  const spans = view.redactions.map(({ value }) => value);
  if (kept.form !== "report") {
    return { report: null, text: redactText(kept.text, "text", spans), foreign: false };
  }
  const tip = parseTip(utf8(kept.text));
  const report = redactReport(tip.report, spans);
  return { report, text: report.narrative, foreign: !equalBytes(tip.instance, instance) };
}
