import { expect } from "vitest";
import type { Report } from "../../client/report/report.ts";
import type { Question } from "../../client/source/steps.ts";
import type { SourcePage } from "../support/source-page.ts";

/** In scripts from left to right and from right to left. */
export const NARRATIVE = "每星期四下午，餐馆后面的房间。\nབོད་ཡིག ئۇيغۇرچە — since March.";

/** Question by question: what is ticked, what is chosen from a list, and what is typed. */
const ANSWERS = `topic|station|pressure
premises|restaurant|other|premises-other=茶馆
name|police_overseas_post|fuzhou|consulate
stationPlace|vicinity|country:DE|region=Berlin|city=Berlin|address=Kantstraße 1
since|about|year:2022
family|fam_threat|fam_police_visit|edu_denied
direct|persuade_contact|other|direct-other=红包
pressurePlace|country:TW
when|year:2024|month:2
relationship|witness
basis|saw_heard_myself|have_document|fairly
need|danger_soon
consent|statistics|partners`;

/** Something in every question, from the first to the consent. */
export async function answerEverything(source: SourcePage): Promise<void> {
  for (const line of ANSWERS.split("\n")) {
    const [question, ...answers] = line.split("|") as [Question, ...string[]];
    await source.goTo(question);
    for (const answer of answers) {
      const [id = "", value = ""] = answer.split(/[:=]/);
      if (answer.includes(":")) await source.choose(id, value);
      else if (answer.includes("=")) await source.write(id, value);
      else await source.tick(answer);
    }
  }
}

/** That a text, which a person reads, says all that was written and chosen from lists. */
export function expectAnswersIn(text: string): void {
  for (const said of ["茶馆", "Kantstraße 1", "around 2022", "红包", "Taiwan", "February 2024", "བོད་ཡིག"])
    expect(text).toContain(said);
}

/** That a report holds each of these answers. */
export function expectEveryAnswer(report: Report): void {
  const place = { country: "DE", region: "Berlin", city: "Berlin", address: "Kantstraße 1" };
  const elsewhere = { country: "TW", region: "", city: "", address: "", precision: "city" };
  expect(report).toMatchObject({
    station: {
      ...{ premises: ["restaurant", "other"], premisesOther: "茶馆" },
      ...{
        nameUsed: "police_overseas_post",
        linkedBureau: ["fuzhou", "consulate"],
        place: { ...place, precision: "vicinity" },
      },
      since: { precision: "about", year: 2022, month: null, day: null },
    },
    pressure: {
      ...{
        family: ["fam_threat", "fam_police_visit", "edu_denied"],
        direct: ["persuade_contact", "other"],
        directOther: "红包",
      },
      ...{ place: elsewhere, when: { precision: "month", year: 2024, month: 2, day: null } },
    },
    ...{ relationship: "witness", basis: ["saw_heard_myself", "have_document"], certainty: "fairly" },
    ...{ need: "danger_soon", consent: ["statistics", "partners"] },
  });
}
