import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { encodeLetter, type Letter } from "../../client/letters/letter.ts";
import { encodeTip, type Tip } from "../../client/report/tip.ts";
import { collect, utf8 } from "../../crypto/bytes.ts";
import { encodeSignedDocument, signDocument } from "../../crypto/documents/dsse.ts";
import type { RosterDigest } from "../../crypto/documents/roster.ts";
import type { SigningSeed, VerifyingKey } from "../../crypto/ed25519.ts";
import { packPaddedTar } from "../../crypto/tar.ts";
import type { Day } from "../../protocol/day.ts";
import { animation, webps } from "../client/pictures/pictures/webps.ts";
import { RICH_REPORT } from "../client/report/rich-report.ts";
import { INSTANCE, keep, newDesk, sodium } from "../support/casebooks.ts";
import { fakeEnvelope, headerLengthOf } from "../support/envelopes.ts";
import { armored, formOf } from "../support/forms.ts";
import { replyOf } from "../support/replies.ts";
import { SAMPLE_REPORTS } from "../support/sample-tips.ts";
import { ageVectors } from "../vectors/cctv-age.ts";
import { TARGETS } from "./targets.ts";

const CASES = join(import.meta.dirname, "../client/pictures/cases");

const casesIn = (folder: string, ending: RegExp) =>
  readdirSync(join(CASES, folder))
    .filter((name) => ending.test(name))
    .map((name) => new Uint8Array(readFileSync(join(CASES, folder, name))));

const tips = () =>
  [["en", RICH_REPORT] as const, ...SAMPLE_REPORTS].flatMap(([language, report]) => {
    const roster = new Uint8Array(32) as RosterDigest;
    const tip: Tip = { instance: INSTANCE, roster, language, report, attachments: [], reply: null };
    const replies = [undefined, null, replyOf(new Uint8Array(16), tip)];
    return replies.map((reply) => encodeTip({ ...tip, reply }));
  });

const LETTER: Letter = {
  ...{ instance: INSTANCE, roster: 3, number: 2, on: "2026-11-30" as Day, language: "zh-Hans" },
  address: sodium.ed25519PublicKey(new Uint8Array(32)) as VerifyingKey,
  ...{ code: "text", text: "谢谢您。\n请再写一次。" },
};

/** What each door is made to let in, and what others have written to be refused: where the fuzzing begins. */
const SEEDS: Readonly<Record<string, () => Uint8Array[] | Promise<Uint8Array[]>>> = {
  header: () => [
    fakeEnvelope(0, 1).slice(0, headerLengthOf(fakeEnvelope(0, 1)) + 40),
    ...ageVectors.filter(({ armored }) => !armored).map(({ file }) => file),
  ],
  armor: async () => [
    ...(await Promise.all([0, 47, 48, 100].map((length) => armored(new Uint8Array(length), "\r\n")))),
    ...ageVectors.filter(({ armored }) => armored).map(({ file }) => file),
  ],
  multipart: () => [formOf(utf8("abc")), formOf(utf8("--\r\n"), { fileName: "a" })],
  "circuit-line": () => [utf8("PROXY TCP6 fc00:dead:beef:4dad::12:ab ::1 65535 80\r\nGET / HTTP/1.1\r\n")],
  tar: async () => {
    const file = (name: string, size: number) => ({ name, size, content: [new Uint8Array(size).fill(65)] });
    const tar = await collect(packPaddedTar([file("tip.json", 3), file("attachments/01-a.txt", 600)]));
    return [tar.slice(0, 4096), tar.slice(0, 1800)];
  },
  documents: () => {
    const payload = utf8('{"type":"nightjar-roster/v1"}');
    const signature = signDocument("nightjar", payload, new Uint8Array(32) as SigningSeed, sodium);
    return [
      encodeSignedDocument({ payloadType: "nightjar", payload, signatures: [signature] }),
      payload,
      encodeLetter(LETTER),
      encodeLetter({ ...LETTER, code: "received", text: "" }),
    ];
  },
  tip: tips,
  casebook: () => {
    const desk = newDesk();
    const tip = keep(desk, 1, ["partners"]);
    desk.do({ kind: "graded", tip, source: "B", information: "2" });
    return desk.lines.flatMap((line) => [utf8(`${line}\n`), payloadOf(line)]);
  },
  picture: () => [...casesIn("pictures", /\.(?:jpg|png)$/), animation(), ...Object.values(webps())],
  iso: () => casesIn("media", /\.(?:heic|avif|mov|m4a|mp4)$/),
};

/** The inputs of a target that are short enough for it. */
export async function seedsOf(name: string): Promise<Uint8Array[]> {
  const most = TARGETS[name]?.most ?? 0;
  return ((await SEEDS[name]?.()) ?? []).filter((bytes) => bytes.length <= most);
}

function payloadOf(line: string): Uint8Array {
  return new Uint8Array(Buffer.from(JSON.parse(line).payload, "base64"));
}
