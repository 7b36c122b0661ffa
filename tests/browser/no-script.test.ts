import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { open } from "../../crypto/age/open.ts";
import { hybridRecipient } from "../../crypto/age/recipients.ts";
import { seal } from "../../crypto/age/seal.ts";
import { collect, equalBytes, utf8 } from "../../crypto/bytes.ts";
import { loadSodium } from "../../crypto/primitives/sodium.ts";
import { packPaddedTar } from "../../crypto/tar.ts";
import { parseIdentityFile } from "../support/age-text.ts";
import { type Eavesdropper, eavesdropOn } from "../support/eavesdropper.ts";
import { armored, BROKEN_ARMOR, CHANGED_ARMOR } from "../support/forms.ts";
import { testInstance } from "../support/instance.ts";
import { ScriptlessFirefox } from "../support/scriptless-firefox.ts";
import { inLong } from "../support/seeded.ts";
import { prepareData, type RunningServer, removeData, startServer } from "../support/server.ts";
import { storedEnvelopes } from "../support/spool-files.ts";

const PLAINTEXT = "On Monday they came to my door and asked for my brother.";

const instance = testInstance({ reviewers: 5 });
let server: RunningServer;
let line: Eavesdropper;
let firefox: ScriptlessFirefox;
let folder: string;
/** Serves texts to be copied, and forms like ours but worse. */
let elsewhere: Server;
let elsewherePage = "";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "nightjar-plain-"));
  server = await startServer({ data: await prepareData({ instance }) });
  line = await eavesdropOn(server.url);
  elsewhere = createServer((_request, response) => {
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.end(elsewherePage);
  });
  elsewhere.listen(0, "127.0.0.1");
  await once(elsewhere, "listening");
  firefox = await ScriptlessFirefox.launch({
    "browser.download.dir": folder,
    "browser.download.folderList": 2,
    "browser.download.useDownloadDir": true,
  });
});
afterAll(async () => {
  await firefox[Symbol.asyncDispose]();
  await line[Symbol.asyncDispose]();
  elsewhere.close();
  elsewhere.closeAllConnections();
  expect(server.output()).toBe("");
  await server.stop();
  removeData(server.data);
  rmSync(folder, { recursive: true });
});

/** A report sealed to all reviewers, as a person with a new age makes one. */
async function sealReport(text: string): Promise<Uint8Array> {
  const bytes = utf8(text);
  const tar = packPaddedTar([{ name: "report.txt", size: bytes.length, content: [bytes] }]);
  const recipients = instance.roster.roster.reviewers.map((reviewer) => hybridRecipient(reviewer.recipient));
  return await collect(seal(tar, recipients, await loadSodium()));
}

/** Whether the server now holds exactly this envelope, once, and the last reviewer can open it. */
async function expectStored(envelope: Uint8Array, text: string): Promise<void> {
  expect(storedEnvelopes(server.data).filter(({ bytes }) => equalBytes(bytes, envelope)).length).toBe(1);
  const identities = parseIdentityFile(instance.identityFiles[4] ?? "");
  const { plaintext } = await open([envelope], identities, await loadSodium());
  expect(Buffer.from(await collect(plaintext)).includes(text)).toBe(true);
}

async function openElsewhere(body: string): Promise<void> {
  elsewherePage = `<!doctype html><meta charset="utf-8">${body}`;
  const { port } = elsewhere.address() as AddressInfo;
  await firefox.open(`http://127.0.0.1:${port}/${Math.random()}`);
}

/** Puts a text on the clipboard as a person does: from a page where it can be selected. */
async function copy(text: string): Promise<void> {
  await openElsewhere(`<textarea rows=20 cols=80>${text}</textarea>`);
  await firefox.click("textarea");
  await firefox.control("a");
  await firefox.control("c");
}

async function openInstructions(language: string): Promise<void> {
  await firefox.open("about:blank");
  await firefox.open(`${line.url}/no-script#${language}`);
  line.heard();
}

/** The heading of the answer, once it is there. */
async function answerHeading(): Promise<string> {
  await expect.poll(() => firefox.url(), { timeout: 90_000 }).toBe(`${line.url}/no-script`);
  return await firefox.text("h1");
}

describe.each(inLong(["zh-Hans"], ["en", "zh-Hans", "zh-Hant"]))("without scripts, in %s", (language) => {
  const field = `#${language}-text`;
  const sendText = `${field} + button`;
  const fileField = `#${language}-file`;
  const sendFile = `${fileField} + button`;

  test("the browser itself holds plaintext back from the paste field", async () => {
    await openInstructions(language);
    for (const text of [
      PLAINTEXT,
      `-----BEGIN AGE ENCRYPTED FILE-----${PLAINTEXT}-----END AGE ENCRYPTED FILE-----`,
      "我哥哥在星期一被带走了。",
    ]) {
      await firefox.type(field, text);
      expect(await firefox.property(field, "value")).toBe(text);
      expect(await firefox.property(field, "validationMessage")).not.toBe("");
      await firefox.click(sendText);
      await firefox.enter();
      await sleep(500);
      expect(firefox.url()).toBe(`${line.url}/no-script#${language}`);
    }
    expect(line.heard().toString("latin1")).not.toContain("POST");
  });

  test("nothing is sent from empty fields", async () => {
    await openInstructions(language);
    await firefox.click(sendText);
    await firefox.click(sendFile);
    await sleep(500);
    expect(firefox.url()).toBe(`${line.url}/no-script#${language}`);
    expect(line.heard().toString("latin1")).not.toContain("POST");
  });

  test("armor that is pasted arrives, and a reviewer can open it", async () => {
    const envelope = await sealReport(`${PLAINTEXT} ${language}`);
    await copy(Buffer.from(await armored(envelope)).toString("latin1"));
    await openInstructions(language);
    await firefox.click(field);
    await firefox.control("v");
    expect(await firefox.property(field, "value")).toMatch(/^-----BEGIN AGE[^\n]{90000,}-----\s*$/);
    expect(await firefox.property(field, "validationMessage")).toBe("");
    await firefox.click(sendText);
    expect(await answerHeading()).toBe("Your report has arrived and is stored.");
    await expectStored(envelope, PLAINTEXT);
  });

  test("a file arrives, and again with the same answer", async () => {
    const envelope = await sealReport(`${PLAINTEXT} in a file ${language}`);
    const path = join(folder, "report.age");
    writeFileSync(path, envelope);
    for (let i = 0; i < 2; i++) {
      await openInstructions(language);
      await firefox.choose(fileField, path);
      await firefox.click(sendFile);
      expect(await answerHeading()).toBe("Your report has arrived and is stored.");
      await expectStored(envelope, PLAINTEXT);
    }
  });
});

test("a plain file chosen by mistake is answered with what happened, small and large", async () => {
  for (const size of [500, 300_000, 20_000_000]) {
    const path = join(folder, "report.txt");
    writeFileSync(path, PLAINTEXT.repeat(Math.ceil(size / PLAINTEXT.length)));
    await openInstructions("en");
    await firefox.choose("#en-file", path);
    await firefox.click("#en-file + button");
    expect(await answerHeading()).toBe("This was not sealed");
  }
  expect(await firefox.text('section[lang="zh-Hans"] h2')).toBe("您提交的内容没有加密");
  await firefox.click('section[lang="zh-Hant"] a');
  await expect.poll(() => firefox.url()).toBe(`${line.url}/no-script?#zh-Hant`);
  expect(await firefox.text("#zh-Hant h1")).toBe("不用 JavaScript，提交加密內容");
});

test("armor that a shell, an editor or a mail program changed is read, and what can't be is told the truth", async () => {
  const path = join(folder, "changed.age");
  const hand = async (bytes: Uint8Array) => {
    writeFileSync(path, bytes);
    await openInstructions("en");
    await firefox.choose("#en-file", path);
    await firefox.click("#en-file + button");
    return await answerHeading();
  };
  // The others are tried at the server alone, which gets from the browser what was chosen, to the byte.
  for (const [name, change] of inLong(CHANGED_ARMOR.slice(0, 2), CHANGED_ARMOR)) {
    const envelope = await sealReport(`${PLAINTEXT} ${name}`);
    expect([name, await hand(change(await armored(envelope)))]).toEqual([
      name,
      "Your report has arrived and is stored.",
    ]);
    await expectStored(envelope, `${PLAINTEXT} ${name}`);
  }
  const headings = {
    damaged: "The sealed file is not whole",
    "not-accepted": "This is sealed in another way",
  };
  const envelope = await sealReport(PLAINTEXT);
  for (const [name, answer, change] of inLong(BROKEN_ARMOR.slice(0, 1), BROKEN_ARMOR))
    expect([name, await hand(change(await armored(envelope), envelope))]).toEqual([name, headings[answer]]);
}, 300_000);

test("only the language that was chosen is shown, and the choice is not sent", async () => {
  await firefox.open(`${line.url}/no-script`);
  expect(await firefox.text("main")).toBe("");
  line.heard();
  await firefox.click('nav a[lang="zh-Hans"]');
  await expect.poll(() => firefox.text("#zh-Hans h1")).toBe("不用 JavaScript，提交加密内容");
  expect(await firefox.text("main h1")).toBe("");
  expect(line.heard().length).toBe(0);
});

test("both lists are saved under the name that the commands use", async () => {
  const saved = join(folder, "recipients.txt");
  for (const address of ["/no-script/recipients.txt", "/no-script/recipients-classic.txt"]) {
    rmSync(saved, { force: true });
    await openInstructions("en");
    await firefox.click(`#en a[href="${address}"]`);
    const served = await (await fetch(server.url + address)).text();
    const read = () => (existsSync(saved) ? readFileSync(saved, "utf8") : "");
    await expect.poll(read, { timeout: 60_000 }).toBe(served);
  }
});

test("a pattern that the browser can't read would let everything through: these tests would see it", async () => {
  await openElsewhere('<form><input pattern="-----BEGIN[A-Za-z0-9+/=]*"><button></button></form>');
  await firefox.type("input", PLAINTEXT);
  expect(await firefox.property("input", "validationMessage")).toBe("");
});
