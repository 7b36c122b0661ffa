import { newCodename } from "../../../client/letters/codename.ts";
import { LETTERS_PATH } from "../../../protocol/letters.ts";
import { dayNamed, letterTo, poolOf } from "../../support/given-letters.ts";
import { newSeed } from "../../support/instance.ts";
import { LettersPage } from "../../support/letters-page.ts";
import type { Scene } from "./scene.ts";

const TEXT =
  "谢谢您写来。这样的“服务站”我们在别的城市也听说过。\n请不要再去那里，也不要回答他们关于家里人的问题。\n\nIf you can do it safely: since when have they been there?";

/** A codename made and entered, and letters read by another. */
export async function shootLetters(scene: Scene): Promise<void> {
  const { page, source, strings, url } = scene;
  const { network, instance } = scene.served;
  const letters = new LettersPage(page, source, strings);
  network.replaced.set(LETTERS_PATH, await poolOf([]));
  await source.open(`${url}/`, strings);
  await source.goTo("need");
  await source.tick("advice");
  await source.narrate("…");
  await source.goTo("review");
  await scene.shoot("40-review-asked");
  const words = await letters.makeCodename();
  await scene.shoot("41-codename");
  await source.press(strings.letters.codename.hide);
  await letters.tap(words.slice(0, 2));
  await page.keyboard.type((words[2] ?? "").slice(0, 2));
  await scene.shoot("42-repeat");
  await source.press(strings.letters.entry.remove);
  await source.press(strings.letters.entry.remove);
  await letters.tap(words.slice(2));
  await scene.shoot("43-repeat-whole");
  await source.press(strings.letters.codename.done);
  await source.reachesStep("review");
  await scene.shoot("44-review-answerable");
  await source.send();
  await source.reaches("arrived");
  await scene.shoot("45-arrived-answerable");

  const codename = newCodename();
  await source.open(`${url}/`, strings);
  await letters.toLetters();
  await scene.shoot("46-letters");
  await letters.look(codename);
  await scene.shoot("47-no-letter");

  const written = [
    letterTo(codename, instance, { number: 1, code: "received" }),
    letterTo(codename, instance, {
      number: 2,
      on: dayNamed("2026-11-22"),
      code: "text",
      language: "zh-Hans",
      text: TEXT,
    }),
    letterTo(codename, instance, { number: 4, on: dayNamed("2026-11-28"), code: "more", roster: 7 }),
    letterTo(codename, instance, { number: 5, by: [newSeed()] }),
  ];
  network.replaced.set(LETTERS_PATH, await poolOf(written));
  await source.open(`${url}/`, strings);
  await letters.toLetters();
  await letters.look(codename);
  await scene.shoot("48-letters-found");

  network.replaced.delete(LETTERS_PATH);
  network.decide = ({ path }) => (path === LETTERS_PATH ? "busy" : "pass");
  await source.open(`${url}/`, strings);
  await letters.toLetters();
  await letters.look(codename);
  await scene.shoot("49-letters-refused");
  network.decide = () => "pass";
}
