import { numbersOf, recipientsFor } from "../../casebook/export/recipients.ts";
import type { ExportOptions } from "../../casebook/export/select.ts";
import { viewOf } from "../../casebook/fold.ts";
import { newRecipientKey } from "../../casebook/names.ts";
import type { WhatOf } from "../../casebook/what.ts";
import { CliError } from "../errors.ts";
import { type ReadActs, type ReviewerAtWork, withActs } from "./reviewer-at-work.ts";

/**
 * The casebook with a recipient of this name for this audience, and that recipient's case numbers.
 * @throws CliError casebook-refused, of recipients that reviewers made of one name without having seen each other's
 */
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

/** The first of the name: whoever made the others had seen it. Days say nothing, since everybody writes their own. */
function recipientNamed({ acts }: ReadActs, of: Pick<WhatOf<"recipient">, "audience" | "name">) {
  const named = recipientsFor(viewOf(acts), of.audience).filter(({ value }) => value.name === of.name);
  const first = named.find((one) =>
    named.every((other) => other === one || acts.past.includes(other.act, one.act)),
  );
  if (first || named.length === 0) return first;
  const who = named.map(({ by, on }) => `by ${by.slice(0, 16)} on ${on}`).join(", ");
  throw new CliError(
    "casebook-refused",
    `Several recipients have that name, and none is the first (${who}): choose in the workbench, under Export, or give another name.`,
  );
}
