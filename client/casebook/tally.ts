import type { InstanceId } from "../../crypto/documents/anchor.ts";
import { EMPTY_REPORT } from "../report/report.ts";
import { type Base, type Counted, countedAs, oneValue, type PublishedBase, UNKNOWN } from "./counts.ts";
import { sortOf } from "./export/cases.ts";
import { type Content, contentOf } from "./export/content.ts";
import { reasonsAgainst, reasonsAgainstEntity } from "./export/permit.ts";
import { chosenPlace } from "./export/places.ts";
import { DEFAULTS } from "./handling.ts";
import type { EntityId, TipId } from "./names.ts";
import { agreed, type CasebookView, type EntityView, type TipView } from "./view.ts";
import { AUDIENCES, type Audience } from "./what.ts";

/** A kept tip or a station, and where it is counted. */
export interface Tallied {
  readonly about: TipId | EntityId;
  readonly kind: "tip" | "station";
  /** Confirmed or likely; no where reviewers differ. */
  readonly likely: boolean;
  readonly counted: Counted;
  /** The tip itself, or those that support the station. */
  readonly tips: readonly TipId[];
  /** For whom it may be counted. */
  readonly open: readonly Audience[];
  /** Whether a publication counted it, or what stands behind it: it is in no other. */
  readonly published: boolean;
}

/** Every kept tip and every station that reviewers count. What is set aside is not among them. */
export function tallyOf(view: CasebookView, instance: InstanceId): readonly Tallied[] {
  const published = publishedIn(view);
  const isPublished = (names: readonly (TipId | EntityId)[]) => names.some((name) => published.has(name));
  const contents = new Map([...view.tips].map(([id, tip]) => [id, contentOf(tip, instance)]));
  const tips = [...view.tips.values()].flatMap((tip) => {
    const content = contents.get(tip.tip);
    const open = AUDIENCES.filter((audience) => reasonsAgainst(tip, content, audience).length === 0);
    return content && open.includes("internal") ? [tallyOfTip(tip, content, open)] : [];
  });
  const leaving = new Map(
    AUDIENCES.map((audience) => [
      audience,
      new Set(tips.filter(({ open }) => open.includes(audience)).map(({ tips: [id] }) => id as TipId)),
    ]),
  );
  const stations = [...view.entities.values()].flatMap((entity) => {
    const open = AUDIENCES.filter(
      (audience) => reasonsAgainstEntity(entity, leaving.get(audience) ?? new Set(), audience).length === 0,
    );
    const isStation = sortOf(entity) === "station";
    return isStation && open.includes("internal") ? [tallyOfStation(entity, contents, open)] : [];
  });
  return [...tips, ...stations].map((one) => ({ ...one, published: isPublished([one.about, ...one.tips]) }));
}

/** What any publication counted: tips, stations, and the tips behind those. */
function publishedIn({ releases, entities }: CasebookView): ReadonlySet<TipId | EntityId> {
  const counted = releases.flatMap(({ value: { cells } }) => cells.flatMap(({ abouts }) => abouts));
  const behind = counted.flatMap((about) => entities.get(about as EntityId)?.tips ?? []);
  return new Set([...counted, ...behind.map(({ value }) => value)]);
}

/** What is counted of a base for others than the reviewers. */
export function publishedBase(base: Base): PublishedBase {
  return base.endsWith("stations") ? "likely_stations" : "likely_tips";
}

/** Those of a base that may be counted for an audience; for others than the reviewers, those in no publication yet. */
export function tallyFor(tallied: readonly Tallied[], base: Base, audience: Audience): readonly Tallied[] {
  const isInternal = audience === "internal";
  const counted = isInternal ? base : publishedBase(base);
  const kind = counted.endsWith("stations") ? "station" : "tip";
  const likely = counted.startsWith("likely");
  return tallied.filter(
    (one) =>
      one.kind === kind &&
      (one.likely || !likely) &&
      one.open.includes(audience) &&
      (isInternal || !one.published),
  );
}

type Unpublished = Omit<Tallied, "published">;

function tallyOfTip(tip: TipView, { report }: Content, open: readonly Audience[]): Unpublished {
  const counted = countedAs(report ?? EMPTY_REPORT);
  const chosen = chosenPlace(tip, "station") ?? chosenPlace(tip, "pressure");
  const country = counted.country === UNKNOWN ? (chosen?.country ?? UNKNOWN) : counted.country;
  return {
    about: tip.tip,
    kind: "tip",
    likely: isLikely(tip),
    counted: { ...counted, country },
    tips: [tip.tip],
    open,
  };
}

/** By what reviewers say of it; its pressure and the first month are those of the tips behind it. */
function tallyOfStation(
  entity: EntityView,
  contents: ReadonlyMap<TipId, Content | undefined>,
  open: readonly Audience[],
): Unpublished {
  const is = agreed(entity.is, undefined);
  const tips = [...new Set(entity.tips.map(({ value }) => value))];
  const behind = tips.flatMap((tip) => contents.get(tip)?.report ?? []);
  const pressures = behind.flatMap(({ pressure }) => [
    ...(pressure?.family ?? []),
    ...(pressure?.direct ?? []),
  ]);
  const months = behind.map(({ station }) => countedAs({ ...EMPTY_REPORT, station }).month);
  const [month = UNKNOWN] = months.filter((known) => known !== UNKNOWN).sort();
  return {
    about: entity.entity,
    kind: "station",
    likely: isLikely(entity),
    counted: {
      country: is?.country ?? UNKNOWN,
      premises: oneValue(is?.premises ?? []),
      pressure: oneValue([...new Set(pressures)]),
      month,
    },
    tips,
    open,
  };
}

function isLikely({ verification }: TipView | EntityView): boolean {
  const said = agreed(verification, DEFAULTS.verification);
  return said === "confirmed" || said === "likely";
}
