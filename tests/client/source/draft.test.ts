import { expect, test, vi } from "vitest";
import { newCodename } from "../../../client/letters/codename.ts";
import { deriveReplyKeys } from "../../../client/letters/reply-keys.ts";
import { proveReply } from "../../../client/letters/reply-proof.ts";
import { cleanImage } from "../../../client/pictures/clean.ts";
import { CleanError } from "../../../client/pictures/errors.ts";
import { MOST_ATTACHMENTS } from "../../../client/report/attachment.ts";
import { encodeTip, MAX_TIP_LENGTH } from "../../../client/report/tip.ts";
import { MAX_FILES_LENGTH } from "../../../client/source/chosen-files.ts";
import type { Cleaning } from "../../../client/source/cleaner.ts";
import { Draft } from "../../../client/source/draft.ts";
import { codeOf } from "../../../client/source/errors.ts";
import { envelopeLength } from "../../../crypto/envelope.ts";
import { noble } from "../../../crypto/primitives/noble.ts";
import { testInstance } from "../../support/instance.ts";
import { wordsOfCodename } from "../../support/letters-page.ts";
import { tellingJpeg } from "../../support/pictures.ts";

/** The most that a server takes, in bytes. */
const MAX_ENVELOPE = 100 * 1024 * 1024;

const picture = new Uint8Array(tellingJpeg());
const broken = picture.slice(0, 300);

/** The cleaner without its worker. */
const cleaner = {
  async clean(file: Blob): Promise<Cleaning> {
    try {
      const { clean, removed } = cleanImage(new Uint8Array(await file.arrayBuffer()));
      return { kind: "cleaned", copy: new Blob([clean]), findings: removed };
    } catch (error) {
      return { kind: "damaged", code: error instanceof CleanError ? error.code : "cleaner-broken" };
    }
  },
  terminate() {},
};

const file = (bytes: Uint8Array<ArrayBuffer> | string, name: string) => new File([bytes], name);

async function draftWith(...files: readonly File[]): Promise<Draft> {
  const draft = new Draft(cleaner);
  draft.answers.narrative = "x";
  await draft.files.add(files);
  await expect.poll(() => draft.files.reading).toBe(false);
  return draft;
}

const sent = (draft: Draft) =>
  draft.toSeal().files.map(({ name, type, cleaned, original }) => ({ name, type, cleaned, original }));

function allAsTheyAre(draft: Draft): void {
  for (const { key } of draft.files.held) draft.files.choose(key, { asItIs: true });
}

test("files travel under neutral names, by what they are and where they stand; pictures as clean copies", async () => {
  const draft = await draftWith(
    file(picture, "王小明.jpg"),
    file("%PDF-1.7", "secret.pdf"),
    file(new Uint8Array(9), "me.exe"),
  );
  expect(sent(draft).map(({ name }) => name)).toEqual(["attachments/01-photo.jpg"]);
  allAsTheyAre(draft);
  expect(sent(draft)).toEqual([
    {
      name: "attachments/01-photo.jpg",
      type: "image/jpeg",
      cleaned: ["place", "time", "device", "person", "software", "description", "after_end"],
      original: null,
    },
    { name: "attachments/02-document.pdf", type: "application/pdf", cleaned: null, original: null },
    { name: "attachments/03-file.bin", type: "application/octet-stream", cleaned: null, original: null },
  ]);
  const [copy] = draft.toSeal().files;
  expect(await copy?.content.text()).not.toMatch(/Wang|secretly|behind the end|SN-12345/);
  const [first] = draft.files.list;
  if (first) draft.files.remove(first.key);
  expect(sent(draft).map(({ name }) => name)).toEqual([
    "attachments/01-document.pdf",
    "attachments/02-file.bin",
  ]);
  expect(JSON.stringify(draft.toSeal())).not.toMatch(/王|secret|\.exe/);
});

test("an original goes with its clean copy, and a name is kept, only on purpose", async () => {
  const draft = await draftWith(file(picture, "a/..\u202e王 小明.jpg"));
  const [chosen] = draft.files.list;
  draft.files.choose(chosen?.key ?? 0, { original: true });
  expect(sent(draft).map(({ name, original }) => [name, original])).toEqual([
    ["attachments/01-photo.jpg", "attachments/01-original-photo.jpg"],
    ["attachments/01-original-photo.jpg", null],
  ]);
  expect(draft.toSeal().files[1]?.content.size).toBe(picture.length);
  draft.files.choose(chosen?.key ?? 0, { original: false, name: true });
  expect(sent(draft).map(({ name }) => name)).toEqual(["attachments/01-a_.._王 小明.jpg"]);
});

test("a picture that can't be cleaned is not sent without a decision", async () => {
  const draft = await draftWith(file(broken, "broken.jpg"), file("text", "a.txt"));
  expect(draft.files.held).toHaveLength(1);
  expect(sent(draft).map(({ name }) => name)).toEqual(["attachments/01-text.txt"]);
  draft.files.choose(draft.files.held[0]?.key ?? 0, { asItIs: true });
  expect(sent(draft).map(({ name, cleaned }) => [name, cleaned])).toEqual([
    ["attachments/01-photo.jpg", null],
    ["attachments/02-text.txt", null],
  ]);
});

test("more files than a tip has room for are refused when they are chosen, and those before stay", async () => {
  const draft = await draftWith(file("one", "a.txt"));
  const many = Array.from({ length: 700 }, (_, i) => file("text", `${i}.txt`));
  await expect(draft.files.add(many)).rejects.toMatchObject({ code: "too-many-files" });
  expect(draft.files.list).toHaveLength(1);
  await expect(draft.files.add(many.slice(0, MOST_ATTACHMENTS))).rejects.toMatchObject({
    code: "too-many-files",
  });
  await draft.files.add([...many.slice(0, MOST_ATTACHMENTS - 2), file(picture, "a.jpg")]);
  await vi.waitFor(() => expect(draft.files.reading).toBe(false));
  expect(draft.files.list).toHaveLength(MOST_ATTACHMENTS);
  const refused = () => draft.files.choose(draft.files.list.at(-1)?.key ?? 0, { original: true });
  expect(refused).toThrow(expect.objectContaining({ code: "too-many-files" }));
  expect(draft.roomLeft).toBeGreaterThan(15_000);
});

test("a file that is lost is called by its own name, and isn't sent until it is chosen again", async () => {
  const draft = await draftWith(file("one", "a.txt"), file("two", "b.txt"));
  expect(draft.files.lose("attachments/02-text.txt")).toBe("b.txt");
  expect(draft.files.lose("attachments/09-text.txt")).toBeUndefined();
  expect(sent(draft).map(({ name }) => name)).toEqual(["attachments/01-text.txt"]);
  expect(draft.files.held.map(({ file: { name } }) => name)).toEqual(["b.txt"]);
});

test("the room left is exactly what tip.json will have left", async () => {
  const { anchor, roster } = testInstance();
  const draft = await draftWith(file(picture, "a.jpg"), new File([], "empty"));
  draft.language = "zh-Hans";
  draft.answers.kinds = ["station"];
  draft.answers.stationPlace = { ...draft.answers.stationPlace, city: "柏林" };
  const texts = ["", "a", "西藏", "བོད་", 'quotes " and \\ and \n', "\u2028", "\ud800 alone", "😀".repeat(99)];
  for (const narrative of texts) {
    draft.answers.narrative = narrative;
    const { files, report, language } = draft.toSeal();
    const sealedFor = { instance: anchor.instance, roster: roster.digest };
    const tip = { ...sealedFor, language, report, attachments: files, reply: null };
    expect(draft.roomLeft).toBe(MAX_TIP_LENGTH - encodeTip(tip).length);
  }
  const { correspondence, roomLeft } = draft;
  correspondence.entry.type(`${wordsOfCodename(newCodename()).join(" ")} `);
  correspondence.takeEntered();
  const { codename, ...sealing } = draft.toSeal();
  if (!codename) throw new Error("the codename is in use");
  const sealedFor = { instance: anchor.instance, roster: roster.digest, language: draft.language };
  const tip = { ...sealedFor, report: sealing.report, attachments: sealing.files };
  const keys = deriveReplyKeys(codename, anchor.instance, noble);
  const reply = proveReply(tip, [], keys, noble);
  expect(draft.roomLeft).toBe(MAX_TIP_LENGTH - encodeTip({ ...tip, reply }).length);
  expect(draft.roomLeft).toBeLessThan(roomLeft - 2000);
  draft.clear();
  expect(codename).toEqual(new Uint8Array(16));
});

test("nothing, too much, and too large are refused before anything is sealed", async () => {
  const draft = new Draft(cleaner);
  draft.answers.narrative = " \n\t ";
  expect(codeOfSealing(draft)).toBe("nothing-said");
  draft.answers.narrative = "西".repeat(MAX_TIP_LENGTH / 3);
  expect(codeOfSealing(draft)).toBe("tip-too-large");
  const half = new File([new Uint8Array(MAX_FILES_LENGTH / 2)], "half");
  await draft.files.add([half, half]);
  await expect(draft.files.add([file("x", "one more")])).rejects.toMatchObject({ code: "files-too-large" });
  expect(draft.files.list).toHaveLength(2);
  draft.clear();
  expect([draft.answers.narrative, draft.files.list.length, draft.holdsSomething]).toEqual(["", 0, false]);
});

test("while a picture is being cleaned nothing is sealed", async () => {
  const draft = new Draft({ clean: () => new Promise(() => {}), terminate() {} });
  draft.answers.narrative = "x";
  await draft.files.add([file(picture, "a.jpg")]);
  expect(codeOfSealing(draft)).toBe("still-cleaning");
});

test("whatever fits the page fits a server's default limit once it is sealed, to the most reviewers", () => {
  const { roster } = testInstance({ reviewers: 16 });
  // A tip.json of 60 KiB has room for some 400 attachments.
  for (const count of [1, 2, 10, 100, 400, 1000]) {
    const sizes = Array.from({ length: count }, () => Math.floor(MAX_FILES_LENGTH / count));
    expect(envelopeLength([MAX_TIP_LENGTH, ...sizes], roster)).toBeLessThanOrEqual(MAX_ENVELOPE);
  }
});

function codeOfSealing(draft: Draft) {
  try {
    draft.toSeal();
    return "sealed";
  } catch (error) {
    return codeOf(error);
  }
}
