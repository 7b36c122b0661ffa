import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { MAILBAGS, MailbagFolder } from "../../../client/cli/demo/mailbags.ts";
import type { Delivered } from "../../../client/courier/letter-answers.ts";
import { ServerError } from "../../../client/http/errors.ts";
import { fakeMailbag } from "../../support/mailbags.ts";
import { temporaryFolder } from "./support/cli.ts";

const folder = temporaryFolder();
let data: string;
let said: string[];
/** What was sent, and what is answered to it, one after the other; then that it is taken. */
let sent: Uint8Array[];
let answers: (Delivered | Error)[];
let mailbags: MailbagFolder;
beforeEach(() => {
  data = mkdtempSync(join(folder, "d-"));
  [said, sent, answers] = [[], [], []];
  const deliver = async (bag: Uint8Array): Promise<Delivered> => {
    sent.push(bag);
    const answer = answers.shift() ?? "taken";
    if (answer instanceof Error) throw answer;
    return answer;
  };
  mailbags = new MailbagFolder(data, { deliver }, (sentence) => said.push(sentence));
  mkdirSync(join(data, MAILBAGS));
});

const put = (name: string, bytes: string | Uint8Array) => writeFileSync(join(data, MAILBAGS, name), bytes);
async function looks(times: number): Promise<void> {
  for (let i = 0; i < times; i++) await mailbags.look();
}
const TAKEN = "A mailbag has come, and was delivered: mailbags/bag";

test("what fails is tried again at each look until it is taken, and said once; others aren't kept up", async () => {
  const bag = fakeMailbag();
  const broken = new ServerError("network", "It broke off.");
  answers = [broken, "taken", broken, "clock-doubted", "clock-doubted"];
  put("bag", bag);
  put("other", fakeMailbag());
  await looks(8);
  expect(said).toEqual([
    "bag was not delivered yet, and is tried again. It broke off.",
    "A mailbag has come, and was delivered: mailbags/other",
    "bag was not taken by the server (clock-doubted), and is tried again.",
    TAKEN,
  ]);
  expect(sent).toHaveLength(6);
  expect(sent.at(-1)).toEqual(bag);
});

test("another bag under the same name is delivered, too: all bags are of one size", async () => {
  const [one, another] = [fakeMailbag(), fakeMailbag()];
  put("bag", one);
  await looks(3);
  put("bag", another);
  await looks(3);
  rmSync(join(data, MAILBAGS, "bag"));
  await looks(2);
  put("bag", one);
  answers = ["there"];
  await looks(3);
  expect(sent).toEqual([one, another, one]);
  expect(said).toEqual([TAKEN, TAKEN]);
});

test("a file is left alone while it changes, and named once if it is none", async () => {
  put("bag", "");
  await looks(2);
  put("bag", "half");
  await looks(1);
  put("bag", "half of it");
  await looks(1);
  expect(said).toEqual([]);
  await looks(3);
  expect(said).toEqual(["bag is no mailbag, and was left alone."]);
  expect(sent).toEqual([]);
});

test("being stopped isn't told as a failure", async () => {
  answers = [new ServerError("interrupted", "Stopped.")];
  put("bag", fakeMailbag());
  await mailbags.look();
  await expect(mailbags.look()).rejects.toMatchObject({ code: "interrupted" });
  expect(said).toEqual([]);
});
