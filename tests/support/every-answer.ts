import { expect } from "vitest";
import type { Report } from "../../client/report/report.ts";
import type { SourcePage } from "./source-page.ts";

/** In scripts from left to right and from right to left. */
export const NARRATIVE = "每星期四下午，餐馆后面的房间。\nབོད་ཡིག ئۇيغۇرچە — since March.";

/** Something in every question, from the first to the consent. */
export async function answerEverything(source: SourcePage): Promise<void> {
  await source.goTo("topic");
  await source.tick("station", "pressure");
  await source.goTo("premises");
  await source.tick("restaurant", "other");
  await source.write("premises-other", "茶馆");
  await source.goTo("name");
  await source.tick("overseas_110", "fuzhou");
  await source.goTo("stationPlace");
  await source.tick("vicinity");
  await source.choose("country", "DE");
  await source.write("region", "Berlin");
  await source.write("city", "Berlin");
  await source.write("address", "Kantstraße 1");
  await source.goTo("since");
  await source.tick("about");
  await source.choose("year", "2022");
  await source.goTo("family");
  await source.tick("fam_threat", "edu_denied");
  await source.goTo("direct");
  await source.tick("persuade_contact", "other");
  await source.write("direct-other", "红包");
  await source.goTo("pressurePlace");
  await source.choose("country", "TW");
  await source.goTo("when");
  await source.choose("year", "2024");
  await source.choose("month", "2");
  await source.goTo("relationship");
  await source.tick("witness");
  await source.goTo("basis");
  await source.tick("saw_heard_myself", "have_document", "fairly");
  await source.goTo("need");
  await source.tick("danger_soon");
  await source.goTo("consent");
  await source.tick("statistics", "partners");
}

/** That a text, which a person reads, says all that was written and chosen from lists. */
export function expectAnswersIn(text: string): void {
  for (const said of ["茶馆", "Kantstraße 1", "around 2022", "红包", "Taiwan", "February 2024", "བོད་ཡིག"])
    expect(text).toContain(said);
}

/** That a report holds each of these answers. */
export function expectEveryAnswer(report: Report): void {
  expect(report).toMatchObject({
    station: {
      premises: ["restaurant", "other"],
      premisesOther: "茶馆",
      nameUsed: "overseas_110",
      linkedBureau: ["fuzhou"],
      place: {
        country: "DE",
        region: "Berlin",
        city: "Berlin",
        address: "Kantstraße 1",
        precision: "vicinity",
      },
      since: { precision: "about", year: 2022, month: null, day: null },
    },
    pressure: {
      family: ["fam_threat", "edu_denied"],
      direct: ["persuade_contact", "other"],
      directOther: "红包",
      place: { country: "TW", region: "", city: "", address: "", precision: "city" },
      when: { precision: "month", year: 2024, month: 2, day: null },
    },
    relationship: "witness",
    basis: ["saw_heard_myself", "have_document"],
    certainty: "fairly",
    need: "danger_soon",
    consent: ["statistics", "partners"],
  });
}
