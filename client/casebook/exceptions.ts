import type { Acts, SignedAct } from "./chain.ts";
import type { Drafts } from "./drafts.ts";
import { MOST_ALIKE } from "./fields.ts";
import type { ActDigest, EntityId, ReviewerKey, TipId } from "./names.ts";
import type { CasebookView, EntityView, Exception, Said, TipView } from "./view.ts";
import type { Audience, WhatOf } from "./what.ts";

/** The acts without the exceptions that a sound act withdrew: those count for nothing, whoever withdrew them. */
export function withoutWithdrawn(signed: readonly SignedAct[]): readonly SignedAct[] {
  const withdrawn = new Set(withdrawals(signed).map(({ what }) => what.act));
  return signed.filter((one) => !withdrawn.has(one.digest) || !exceptionIn(one));
}

/** How many reviewers an exception takes; where it is two, they are both of today. */
interface Takes {
  readonly reviewers: 1 | 2;
  readonly inForce: ReadonlySet<ReviewerKey>;
}

/** Whether those who made the same exception suffice. */
function suffice(by: readonly Said<unknown>[], { reviewers, inForce }: Takes): boolean {
  if (reviewers === 1) return by.length > 0;
  return new Set(by.flatMap((one) => (one.doubt === null && inForce.has(one.by) ? one.by : []))).size > 1;
}

/** Puts aside the overrides that wait for a second reviewer. */
export function override(drafts: Drafts, takes: Takes): void {
  for (const { overrides, awaiting } of drafts.subjects) {
    const each = Map.groupBy(overrides.splice(0), ({ value }) => value.audience);
    for (const same of each.values())
      for (const one of same) (suffice(same, takes) ? overrides : (awaiting as typeof overrides)).push(one);
  }
}

/** Takes away the redactions that sound acts took back, and leaves who did. */
export function lift(signed: readonly SignedAct[], drafts: Drafts, takes: Takes): void {
  const all = signed.flatMap(({ act: { what, reviewer, on }, digest, doubt }) =>
    what.kind === "unredacted" && !doubt ? [{ value: what, by: reviewer, on, act: digest, doubt }] : [],
  );
  const lifts = Map.groupBy(all, ({ value: { tip, redaction } }) => `${tip} ${redaction}`);
  for (const tip of new Set(all.map(({ value }) => value.tip))) {
    const { redactions, lifted, awaiting } = drafts.tip(tip);
    for (const said of redactions.splice(0)) {
      const by = lifts.get(`${tip} ${said.act}`) ?? [];
      if (suffice(by, takes)) for (const one of by) lifted.push({ ...one, value: said.value });
      else {
        redactions.push(said);
        for (const one of by) awaiting.push(one);
      }
    }
  }
}

/** The exceptions for one audience that wait for a second reviewer. */
export function awaitedIn(view: TipView | EntityView, audience: Audience): readonly Exception[] {
  const about = "tip" in view ? view.tip : view.entity;
  const { awaiting }: Pick<TipView, "awaiting"> = view;
  return awaiting.flatMap(({ value, act, by, on }): Exception[] => {
    if (value.kind === "unredacted") return [{ kind: value.kind, about, act, by, on, why: "" }];
    return value.audience === audience ? [{ kind: value.kind, about, act, by, on, why: value.why }] : [];
  });
}

/** The exceptions that hold for one audience. */
export function exceptionsOf(view: TipView | EntityView, audience: Audience): readonly Exception[] {
  const about = "tip" in view ? view.tip : view.entity;
  return [
    ...view.overrides
      .filter(({ value, doubt }) => value.audience === audience && doubt === null)
      .map(({ act, by, on, value: { why } }) => ({ kind: "overridden", about, act, by, on, why }) as const),
    ...("lifted" in view ? view.lifted : []).map(
      ({ act, by, on }) => ({ kind: "unredacted", about, act, by, on, why: "" }) as const,
    ),
  ];
}

/** The exceptions that hold for an audience and these tips and stations, and the overrides of the tips behind them. */
export function exceptionsAmong(
  { tips, entities }: Pick<CasebookView, "tips" | "entities">,
  abouts: Iterable<TipId | EntityId>,
  audience: Audience,
): readonly Exception[] {
  const named = new Set(abouts);
  const behind = [...named].flatMap((about) => entities.get(about as EntityId)?.tips ?? []);
  return [...new Set([...named, ...behind.map(({ value }) => value)])].flatMap((about) => {
    const view = tips.get(about as TipId) ?? entities.get(about as EntityId);
    const all = view ? exceptionsOf(view, audience) : [];
    return all.filter(({ kind }) => kind === "overridden" || named.has(about));
  });
}

/** Of one tip; nobody reads more, and whoever signs thousands stands there with those. */
const MOST_LOGGED = 100;

/**
 * Exports of one reviewer for which all exceptions are gone through, and tips behind a station that are: whoever signs
 * more slows down only their own log.
 */
const MOST_WHOLE = 1000;

/** The exceptions that held for what left, as the one who let it leave had seen them; those withdrawn later too. */
export function exceptionsAt({
  signed,
  past,
}: Pick<Acts, "signed" | "past">): (left: Said<WhatOf<"exported">>) => readonly Exception[] {
  const all = Map.groupBy(
    signed.flatMap((one) => exceptionIn(one) ?? []),
    ({ about }) => about,
  );
  const withdrawing = Map.groupBy(withdrawals(signed), ({ what }) => what.act);
  const countedBy = countedBefore(signed, all);
  const behind = behindBefore({ signed, past }, all);
  const whole = new Map<ReviewerKey, number>();
  return ({ act: left, by, value: { audience, cases } }) => {
    const before = whole.get(by) ?? 0;
    whole.set(by, before + 1);
    const most = before < MOST_WHOLE ? Number.POSITIVE_INFINITY : MOST_LOGGED;
    const named = new Set([...cases.map(({ about }) => about), ...countedBy(left, most)]);
    const tips = [...named].flatMap((about) => behind(left, about, Math.min(most, MOST_WHOLE)));
    return [...new Set([...named, ...tips])].flatMap((about) =>
      (all.get(about) ?? [])
        .slice(0, most)
        .filter((one) => one.kind === "overridden" || named.has(about))
        .filter((one) => (one.audience ?? audience) === audience && past.includes(left, one.act))
        .slice(0, MOST_LOGGED)
        .filter(
          (one) =>
            !withdrawing
              .get(one.act)
              ?.slice(0, MOST_LOGGED)
              .some(({ digest }) => past.includes(left, digest)),
        ),
    );
  };
}

/** Of what a publication counted, which its export names only by these acts right before it: what has exceptions. */
function countedBefore(signed: readonly SignedAct[], all: ReadonlyMap<TipId | EntityId, unknown>) {
  const acts = new Map(signed.map(({ digest, act }) => [digest, act]));
  const counted = new Map(
    signed.flatMap(({ digest, act: { what } }) =>
      what.kind === "counted"
        ? [[digest, what.cells.flatMap(({ abouts }) => abouts.filter((about) => all.has(about)))] as const]
        : [],
    ),
  );
  return (left: ActDigest, most: number): readonly (TipId | EntityId)[] => {
    const found: (TipId | EntityId)[] = [];
    let at = acts.get(left)?.previous;
    while (at && counted.has(at) && found.length < most) {
      for (const about of (counted.get(at) ?? []).slice(0, most - found.length)) found.push(about);
      at = acts.get(at)?.previous;
    }
    return found;
  };
}

/** The tips behind a station that have exceptions, as the one who let it leave had seen them. */
function behindBefore(
  { signed, past }: Pick<Acts, "signed" | "past">,
  all: ReadonlyMap<TipId | EntityId, unknown>,
) {
  const supports = new Map<TipId | EntityId, Map<TipId, SignedAct[]>>();
  for (const one of signed) {
    const { what, reviewer } = one.act;
    if (what.kind !== "supports" || !all.has(what.tip)) continue;
    const tips = supports.get(what.entity) ?? new Map<TipId, SignedAct[]>();
    const alike = tips.get(what.tip) ?? [];
    if (alike.filter(({ act }) => act.reviewer === reviewer).length >= MOST_ALIKE) continue;
    supports.set(what.entity, tips.set(what.tip, [...alike, one]));
  }
  const ends = Map.groupBy(
    signed.flatMap(({ digest, doubt, act: { what } }) =>
      what.kind === "unsupports" && !doubt ? [{ digest, ...what }] : [],
    ),
    ({ tip, entity }) => `${tip} ${entity}`,
  );
  const stood = (left: ActDigest, support: ActDigest, ended: readonly { readonly digest: ActDigest }[]) =>
    past.includes(left, support) &&
    !ended.some(({ digest }) => past.includes(left, digest) && past.includes(digest, support));
  return (left: ActDigest, about: TipId | EntityId, most: number): readonly TipId[] => {
    const found: TipId[] = [];
    for (const [tip, acts] of supports.get(about) ?? []) {
      const ended = ends.get(`${tip} ${about}`)?.slice(0, MOST_LOGGED) ?? [];
      if (acts.some(({ digest }) => stood(left, digest, ended))) found.push(tip);
      if (found.length === most) break;
    }
    return found;
  };
}

function exceptionIn({
  act: { what, reviewer, on },
  digest,
  doubt,
}: SignedAct): (Exception & { readonly audience?: Audience }) | undefined {
  if (doubt) return undefined;
  const said = { act: digest, by: reviewer, on };
  if (what.kind === "unredacted") return { ...said, kind: what.kind, about: what.tip, why: "" };
  if (what.kind !== "overridden") return undefined;
  return { ...said, kind: what.kind, about: what.about, why: what.why, audience: what.audience };
}

function withdrawals(signed: readonly SignedAct[]): { digest: ActDigest; what: WhatOf<"withdrawn"> }[] {
  return signed.flatMap(({ act: { what }, digest, doubt }) =>
    what.kind === "withdrawn" && !doubt ? [{ digest, what }] : [],
  );
}
