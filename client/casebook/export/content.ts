import { equalBytes, utf8 } from "../../../crypto/bytes.ts";
import type { InstanceId } from "../../../crypto/documents/anchor.ts";
import { parseTip, type Report, type Tip } from "../../report/tip.ts";
import { textAt, versionsOf } from "../versions.ts";
import type { TipView } from "../view.ts";
import type { TextField, WhatOf } from "../what.ts";
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
  /** Whether a redaction marks a span that this text doesn't have: it was made in another, and hides nothing here. */
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
  const textIn = (field: TextField) =>
    kept.form === "report" ? textAt(tipIn(kept).report, field) : field === "text" ? kept.text : undefined;
  const hidden = spans.map(({ field, from, to }) => (textIn(field) ?? "").slice(from, to));
  const { leaving: translations, held } = sortTranslations(view, hidden);
  const misplaced = spans.some(({ field, to }) => to > (textIn(field)?.length ?? 0));
  const common = { misplaced, translations, held };
  if (kept.form !== "report")
    return { ...common, report: null, text: redactText(kept.text, "text", spans), foreign: false };
  const tip = tipIn(kept);
  const report = redactReport(tip.report, spans);
  return { ...common, report, text: report.narrative, foreign: !equalBytes(tip.instance, instance) };
}

/** Acts are the same objects however often they are folded, and reading ten thousand reports anew takes seconds. */
const READ = new WeakMap<WhatOf<"kept">, Tip>();

/** The report of a tip that was kept as one. @throws ReportError if `form` isn't `report` */
export function tipIn(kept: WhatOf<"kept">): Tip {
  const known = READ.get(kept);
  if (known) return known;
  const tip = parseTip(utf8(kept.text));
  READ.set(kept, tip);
  return tip;
}
