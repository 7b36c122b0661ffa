import type { Status } from "./read-status.ts";

/** One metric: its name, what it is, and its values by labels. */
type Metric = readonly [name: string, help: string, values: readonly (readonly [Labels, number])[]];
type Labels = Readonly<Record<string, string>>;

/**
 * A status in Prometheus' text format. Days are labels, never times: nothing here moves while a day runs but floods,
 * tenths and days left.
 */
export function prometheusText(status: Status): string {
  return metricsOf(status)
    .flatMap(([name, help, values]) => [
      `# HELP ${name} ${help}`,
      `# TYPE ${name} gauge`,
      ...values.map(([labels, value]) => `${name}${labelsText(labels)} ${value}`),
    ])
    .map((line) => `${line}\n`)
    .join("");
}

function metricsOf({ days, stored, floods, expired, room, letters, health, roster }: Status): Metric[] {
  const plain = (name: string, help: string, value: number): Metric => [name, help, [[{}, value]]];
  const refused = days.flatMap(({ day, refused }) =>
    Object.entries(refused).map(([code, count]) => [{ day, code }, count] as const),
  );
  return [
    [
      "nightjar_taken",
      "Hand-ins taken on a day that is over.",
      days.map(({ day, taken }) => [{ day }, taken]),
    ],
    ["nightjar_refused", "Refusals on a day that is over, by code.", refused],
    [
      "nightjar_flood",
      "Refusals today, from 1000 on, rounded down to a power of ten.",
      Object.entries(floods).map(([code, count]) => [{ code }, count]),
    ],
    [
      "nightjar_stored_envelopes",
      "Envelopes in the spool of a day that is over, as of this day's first look.",
      stored.map(({ day, count }) => [{ day }, count]),
    ],
    ["nightjar_stored_bytes", "Their bytes.", stored.map(({ day, bytes }) => [{ day }, bytes])],
    [
      "nightjar_unfetched_envelopes",
      "Of the envelopes in the spool those that no courier has fetched.",
      stored.map(({ day, unfetched }) => [{ day }, unfetched]),
    ],
    [
      "nightjar_complete_envelopes",
      "Of the envelopes in the spool those that all couriers in force have, and that wait to be erased.",
      stored.map(({ day, complete }) => [{ day }, complete]),
    ],
    [
      "nightjar_expired_envelopes",
      "Envelopes that went past retention before any courier had them.",
      expired.map(({ day, count }) => [{ day }, count]),
    ],
    plain("nightjar_room_bytes", "Bytes that the spool may take.", room.bytes),
    plain("nightjar_room_taken_tenths", "Tenths of them that are taken, rounded up.", room.tenths),
    plain("nightjar_disk_taken_tenths", "Tenths of the disk that are taken, rounded up.", room.diskTenths),
    plain("nightjar_mailbags", "Mailbags in the pool of letters.", letters.bags),
    plain("nightjar_damaged_days", "Days of which something can't be read.", health.damaged.length),
    plain("nightjar_clock_doubted", "1 while the server doubts its clock.", health.doubt === null ? 0 : 1),
    plain(
      "nightjar_roster_awaited",
      "1 before the day on which the first roster begins, then 0.",
      roster.begins === null ? 0 : 1,
    ),
    plain(
      "nightjar_roster_missing",
      "1 while nothing can be handed in, or only to a superseded roster, and none is awaited.",
      roster.missing === null ? 0 : 1,
    ),
    plain("nightjar_roster_days", "Whole days until no signed roster is in force.", roster.days),
    plain("nightjar_currency_days", "Whole days until the currency statement ends.", roster.currencyDays),
  ];
}

/** Codes and days hold nothing that would have to be escaped. */
function labelsText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}
