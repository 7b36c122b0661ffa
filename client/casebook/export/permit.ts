import type { Code } from "../../report/vocabulary/codes.ts";
import { DEFAULTS, PAP, type Pap, TLP, type Tlp } from "../handling.ts";
import type { TipId } from "../names.ts";
import { versionsOf } from "../versions.ts";
import { type Current, deciding, type EntityView, type TipView } from "../view.ts";
import type { Audience } from "../what.ts";
import type { Reason } from "./case.ts";
import type { Content } from "./content.ts";

/** What each audience needs: one of these consents, and a TLP at least this wide. Null: nothing. */
const NEEDS: Readonly<
  Record<Audience, { readonly consent: readonly Code<"consent">[] | null; readonly tlp: Tlp | null }>
> = {
  internal: { consent: null, tlp: null },
  statistics: { consent: ["statistics", "publish_anon"], tlp: null },
  public: { consent: ["publish_anon"], tlp: "clear" },
  partners: { consent: ["partners"], tlp: "amber" },
  authorities: { consent: ["authorities"], tlp: "amber" },
};

/**
 * Why a tip may not leave for an audience; none if it may. Where reviewers differ, the narrowest holds. An override
 * for this audience lifts what people decide (consent, TLP, set aside), never what is wrong with the tip itself.
 */
export function reasonsAgainst(
  view: TipView,
  content: Content | undefined,
  audience: Audience,
): readonly Reason[] {
  const wrong: Reason[] = [];
  if (!content) wrong.push("not-kept");
  if (versionsOf(view.kept).length > 1) wrong.push("kept-differently");
  if (content?.misplaced) wrong.push("redaction-misplaced");
  if (content?.foreign) wrong.push("other-instance");
  if (wrong.length > 0 || isOverridden(view, audience)) return wrong;
  const { consent, tlp } = NEEDS[audience];
  const decided: Reason[] = [];
  if (view.aside.some(({ value }) => value)) decided.push("set-aside");
  if (consent && !content?.report) decided.push("unstructured");
  else if (consent && !content?.report?.consent.some((given) => consent.includes(given)))
    decided.push("consent");
  if (tlp && TLP.indexOf(narrowestTlp(view)) < TLP.indexOf(tlp)) decided.push("tlp");
  return decided;
}

/** Why a station or an incident may not leave; `leaving` are the tips that do. */
export function reasonsAgainstEntity(
  entity: EntityView,
  leaving: ReadonlySet<TipId>,
  audience: Audience,
): readonly Reason[] {
  if (deciding(entity.is).length === 0) return ["not-kept"];
  if (audience === "internal" || isOverridden(entity, audience)) return [];
  const behind = entity.tips.map(({ value }) => value);
  const open = behind.length > 0 && behind.every((tip) => leaving.has(tip));
  return open ? [] : ["supporting-tip"];
}

/** Whether a sound act says that it may leave for this audience nevertheless. */
export function isOverridden(view: TipView | EntityView, audience: Audience): boolean {
  return view.overrides.some(({ value, doubt }) => value.audience === audience && doubt === null);
}

export function narrowestTlp({ tlp }: TipView): Tlp {
  const given = narrowing(tlp, DEFAULTS.tlp);
  return TLP.find((colour) => given.includes(colour)) ?? DEFAULTS.tlp;
}

export function narrowestPap({ pap }: TipView): Pap {
  const given = narrowing(pap, DEFAULTS.pap);
  return PAP.find((colour) => given.includes(colour)) ?? DEFAULTS.pap;
}

/** All that was given, and what holds otherwise if nothing of it is in no doubt: what is in doubt widens nothing. */
function narrowing<T>(given: Current<T>, otherwise: T): readonly T[] {
  const values = given.map(({ value }) => value);
  return given.some(({ doubt }) => doubt === null) ? values : [...values, otherwise];
}
