import { expect, test } from "vitest";
import { EMPTY_REPORT } from "../../../client/report/report.ts";
import { encodeTip, MAX_TIP_LENGTH } from "../../../client/report/tip.ts";
import { Draft, MAX_FILES_LENGTH } from "../../../client/source/draft.ts";
import { envelopeLength } from "../../../crypto/envelope.ts";
import { testInstance } from "../../support/instance.ts";

/** The most that a server takes, in bytes. */
const MAX_ENVELOPE = 100 * 1024 * 1024;

const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 1, 2, 3);

test("files travel under neutral names, by what they are and where they stand", async () => {
  const draft = new Draft("en");
  draft.narrative = "x";
  const file = (bytes: Uint8Array<ArrayBuffer> | string, name: string) => new File([bytes], name);
  await draft.add([
    file(jpeg, "王小明.jpg"),
    file("%PDF-1.7", "secret.pdf"),
    file(new Uint8Array(9), "me.exe"),
  ]);
  const names = () => draft.toSeal().files.map(({ name, type }) => `${name} ${type}`);
  expect(names()).toEqual([
    "01-photo.jpg image/jpeg",
    "02-document.pdf application/pdf",
    "03-file.bin application/octet-stream",
  ]);
  const [first] = draft.files;
  if (first) draft.remove(first);
  expect(names()).toEqual(["01-document.pdf application/pdf", "02-file.bin application/octet-stream"]);
  expect(JSON.stringify(draft.toSeal())).not.toMatch(/王|secret|\.exe/);
});

test("the room left is exactly what tip.json will have left", async () => {
  const { anchor, roster } = testInstance();
  const draft = new Draft("zh-Hans");
  await draft.add([new File([jpeg], "a.jpg"), new File([], "empty")]);
  const attachments = [
    {
      name: "attachments/01-photo.jpg",
      type: "image/jpeg",
      size: jpeg.length,
      cleaned: null,
      original: null,
    },
    {
      name: "attachments/02-file.bin",
      type: "application/octet-stream",
      size: 0,
      cleaned: null,
      original: null,
    },
  ];
  const texts = ["", "a", "西藏", "བོད་", 'quotes " and \\ and \n', "\u2028", "\ud800 alone", "😀".repeat(99)];
  for (const narrative of texts) {
    draft.narrative = narrative;
    const tip = encodeTip({
      instance: anchor.instance,
      roster: roster.digest,
      language: "zh-Hans",
      report: { ...EMPTY_REPORT, narrative },
      attachments,
    });
    expect(draft.roomLeft).toBe(MAX_TIP_LENGTH - tip.length);
  }
});

test("nothing, too much, and too large are refused before anything is sealed", async () => {
  const draft = new Draft("en");
  draft.narrative = " \n\t ";
  expect(() => draft.toSeal()).toThrow("nothing-written");
  draft.narrative = "西".repeat(MAX_TIP_LENGTH / 3);
  expect(() => draft.toSeal()).toThrow("tip-too-large");
  draft.narrative = "x".repeat(draft.narrative.length + draft.roomLeft);
  const half = new File([new Uint8Array(MAX_FILES_LENGTH / 2)], "half");
  await draft.add([half, half]);
  await expect(draft.add([new File([jpeg], "one more.jpg")])).rejects.toMatchObject({
    code: "files-too-large",
  });
  expect(draft.files).toHaveLength(2);
  draft.clear();
  expect([draft.narrative, draft.files.length]).toEqual(["", 0]);
});

test("whatever fits the form fits a server's default limit once it is sealed, to the most reviewers", () => {
  const { roster } = testInstance({ reviewers: 16 });
  // A tip.json of 60 KiB has room for some 800 attachments.
  for (const count of [1, 2, 10, 100, 800, 1000]) {
    const sizes = Array.from({ length: count }, () => Math.floor(MAX_FILES_LENGTH / count));
    expect(envelopeLength([MAX_TIP_LENGTH, ...sizes], roster)).toBeLessThanOrEqual(MAX_ENVELOPE);
  }
});
