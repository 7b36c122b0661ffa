import { type Code, inOrder } from "./vocabulary/codes.ts";

type Consent = Code<"consent">;

/** Internal assessment only: what holds unless a source says more. */
export const INTERNAL_ONLY: readonly Consent[] = ["internal"];

/** What can't be recalled once it is done, so that the page asks a second time. */
export const CONSENTS_TO_CONFIRM: readonly Consent[] = ["authorities"];

/** The consents after one of them was ticked or unticked: "internal" is ticked exactly when nothing else is. */
export function withConsent(
  consents: readonly Consent[],
  consent: Consent,
  given: boolean,
): readonly Consent[] {
  if (consent === "internal") return given ? INTERNAL_ONLY : settleConsent(consents);
  const others = consents.filter((other) => other !== consent && other !== "internal");
  return settleConsent(given ? [...others, consent] : others);
}

/** In the one form: "internal" alone, or without it one or more. Where both are said, the narrower holds. */
export function settleConsent(consents: readonly Consent[]): readonly Consent[] {
  if (consents.length === 0 || consents.includes("internal")) return INTERNAL_ONLY;
  return inOrder("consent", consents);
}
