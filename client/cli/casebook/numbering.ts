import { numbersOf, recipientsFor } from "../../casebook/export/recipients.ts";
import type { ExportOptions } from "../../casebook/export/select.ts";
import { viewOf } from "../../casebook/fold.ts";
import { newRecipientKey } from "../../casebook/names.ts";
import type { WhatOf } from "../../casebook/what.ts";
import { type ReadActs, type ReviewerAtWork, withActs } from "./reviewer-at-work.ts";

/** The casebook with a recipient of this name for this audience, and that recipient's case numbers. */
export function numberingFor(
  reviewer: ReviewerAtWork,
  read: ReadActs,
  { audience, name }: Pick<WhatOf<"recipient">, "audience" | "name">,
): { readonly read: ReadActs; readonly numberOf: NonNullable<ExportOptions["numberOf"]> } {
  const known = recipientNamed(read, { audience, name });
  if (known) return { read, numberOf: numbersOf(known) };
  const made = withActs(reviewer, read, [{ kind: "recipient", audience, name, key: newRecipientKey() }]);
  const recipient = recipientNamed(made, { audience, name });
  if (!recipient) throw new Error("the recipient that was made isn't there");
  return { read: made, numberOf: numbersOf(recipient) };
}

/** The first of the name, for everybody who has the same acts. */
function recipientNamed({ acts }: ReadActs, of: Pick<WhatOf<"recipient">, "audience" | "name">) {
  return recipientsFor(viewOf(acts), of.audience).find(({ value }) => value.name === of.name);
}
