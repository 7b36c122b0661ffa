import { setTimeout as pause } from "node:timers/promises";
import { QUESTIONS, type Question, stepsOf } from "../../../client/source/steps.ts";
import type { Strings } from "../../../client/source/strings/strings.ts";
import { addSeconds, instantOf, SECONDS_PER_DAY } from "../../../crypto/documents/instant.ts";
import { encodeRosterFile } from "../../../crypto/documents/roster-file.ts";
import { rosterFileAt } from "../../support/roster-files.ts";
import { withoutScript } from "../../support/without-script.ts";
import type { Scene } from "./scene.ts";

const NARRATIVE: Readonly<Record<Strings["language"], string>> = {
  en: "A room behind the restaurant. They say they help with passports. They ask where people’s relatives are.",
  "zh-Hans": "餐馆后面有一个房间，说是帮人办护照手续。他们问的不是护照，而是家里人在哪里。",
  "zh-Hant": "餐館後面有一個房間，說是幫人辦護照手續。他們問的不是護照，而是家裡人在哪裡。",
};

/** From the choice of a language to the review, with something in every step. */
export async function shootSteps(scene: Scene): Promise<void> {
  const { source, strings, url } = scene;
  await source.load(`${url}/`);
  await source.checked();
  await scene.shoot("00-language");
  await source.open(`${url}/`, strings);
  const steps = stepsOf(false).slice(1);
  for (const [i, step] of steps.entries()) {
    await source.goTo(step);
    if (step === "tell") {
      await scene.shoot(`${String(i + 1).padStart(2, "0")}-${step}-empty`);
      for (const question of QUESTIONS) await fill(scene, question);
    }
    await scene.shoot(`${String(i + 1).padStart(2, "0")}-${step}`);
  }
}

async function fill({ source, strings, hand }: Scene, question: Question): Promise<void> {
  await source.goTo(question);
  if (question === "topic") await source.tick("station", "pressure");
  if (question === "premises") await source.tick("restaurant", "other");
  if (question === "stationPlace") {
    await source.tick("exact");
    await source.choose("country", "DE");
    await source.write("city", "Berlin");
    await source.write("address", "Kantstraße 1");
  }
  if (question === "since") {
    await source.choose("year", "2023");
    await source.choose("month", "3");
  }
  if (question === "direct") await source.tick("persuade_contact", "video_interrogation");
  if (question === "relationship") await source.tick("worked_there");
  if (question === "basis") await source.tick("saw_heard_myself", "fairly");
  if (question === "need") await source.tick("danger_now");
  if (question === "consent") await source.tick("authorities");
  if (question === "narrative") await source.write("narrative", NARRATIVE[strings.language]);
  if (question === "files") await source.attach(...hand.attachments);
}

/** From the review on, with the network failing where a picture needs it. */
export async function shootSending(scene: Scene): Promise<void> {
  const { page, source, strings } = scene;
  const { network } = scene.served;
  network.decide = ({ path }) => (path.endsWith("/parts/2") ? "hold" : "pass");
  await source.send();
  await page.waitForSelector("progress[value]");
  await pause(500);
  await scene.shoot("20-sending");
  await source.press(strings.sending.pause);
  await scene.shoot("21-paused");
  await source.press(strings.sending.cancel);
  await source.reaches("writing");

  network.decide = ({ method }) => (method === "PUT" ? "cut" : "pass");
  await source.send();
  await page.waitForFunction(
    (label) =>
      [...document.querySelectorAll("button")].some(
        (button) => !button.hidden && button.textContent === label,
      ),
    {},
    strings.sending.retryNow,
  );
  await scene.shoot("22-trying-again");
  await source.press(strings.sending.cancel);
  await source.reaches("writing");

  network.decide = ({ method }) => (method === "PUT" ? "full" : "pass");
  await source.send();
  await source.reaches("stopped");
  await scene.shoot("23-stopped");
  network.decide = () => "pass";
  await source.press(strings.ends.saveSealedFile);
  await source.reaches("saved");
  await scene.shoot("24-saved");
  await source.press(strings.ends.back);
  await source.reaches("writing");
  await source.send();
  await source.reaches("arrived");
  await scene.shoot("25-arrived");
}

/** A currency statement that has run out. */
export async function shootRefusal(scene: Scene): Promise<void> {
  const { network, instance } = scene.served;
  const past = addSeconds(instantOf(Date.now()), -20 * SECONDS_PER_DAY);
  network.replaced.set("/v1/roster", encodeRosterFile(rosterFileAt(instance, past)));
  await scene.source.open(`${scene.url}/`, scene.strings);
  await scene.source.reaches("refused");
  await scene.shoot("30-refused");
  network.replaced.delete("/v1/roster");
}

/** What is seen at Safest. */
export async function shootWithoutScript(scene: Scene): Promise<void> {
  const { network, html } = scene.served;
  network.replaced.set("/", withoutScript(html));
  await scene.source.load(`${scene.url}/`);
  await scene.shoot("31-without-javascript");
  network.replaced.delete("/");
}
