import { equalBytes } from "../../../crypto/bytes.ts";
import type { InstanceId } from "../../../crypto/documents/anchor.ts";
import type { Report } from "../../report/tip.ts";
import { textIn, tipIn, versionsOf } from "../versions.ts";
import type { TipView } from "../view.ts";
import { redactReport, redactText } from "./redact.ts";
import { type Held, sortTranslations, type Translation } from "./translations.ts";

/** What a kept tip says, redacted. */
export interface Content {
  /** Null for an unstructured tip. */
  readonly report: Report | null;
  /** The narrative, or an unstructured tip's text. */
  readonly text: string;
  /** Whether it was sealed for another instance. */
  readonly foreign: boolean;
  /** Whether a redaction was made in another text, or marks a span that this one doesn't have: here it hides other words. */
  readonly misplaced: boolean;
  /** In the order of their languages. */
  readonly translations: readonly Translation[];
  /** Those that stay, though the tip leaves. */
  readonly held: readonly Held[];
}

/** Undefined if the tip was never kept. All redactions apply, those of acts in doubt too. */
export function contentOf(view: TipView, instance: InstanceId): Content | undefined {
  const kept = versionsOf(view.kept)[0]?.[0]?.value;
  if (!kept) return undefined;
  const spans = view.redactions.map(({ value }) => value);
  const hidden = spans.map(({ field, from, to }) => (textIn(kept, field) ?? "").slice(from, to));
  const { leaving: translations, held } = sortTranslations(view, hidden);
  const made = new Set(view.misplaced.map(({ act }) => act));
  const misplaced = view.redactions.some(
    ({ act, value: { field, to } }) => made.has(act) || to > (textIn(kept, field)?.length ?? 0),
  );
  const common = { misplaced, translations, held };
  if (kept.form !== "report")
    return { ...common, report: null, text: redactText(kept.text, "text", spans), foreign: false };
  const tip = tipIn(kept);
  const report = redactReport(tip.report, spans);
  return { ...common, report, text: report.narrative, foreign: !equalBytes(tip.instance, instance) };
}
