import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { parseDocuments } from "../../../../client/bundle/documents.ts";
import { CasebookError } from "../../../../client/casebook/errors.ts";
import type { Correspondent } from "../../../../client/casebook/mailbag-plan.ts";
import { slotNameOf, type TipId } from "../../../../client/casebook/names.ts";
import {
  claimsToBeDraft,
  encodeLetterDraft,
  parseLetterDraft,
} from "../../../../client/casebook/signed-letter.ts";
import type { What } from "../../../../client/casebook/what.ts";
import type { Codename } from "../../../../client/letters/codename.ts";
import { findLetters } from "../../../../client/letters/find-letters.ts";
import { deriveReplyKeys } from "../../../../client/letters/reply-keys.ts";
import type { Reply } from "../../../../client/report/reply.ts";
import { encodeTip } from "../../../../client/report/tip.ts";
import type { App } from "../../../../client/workbench/app.ts";
import { CasebookModel } from "../../../../client/workbench/review/casebook.ts";
import { Casebook } from "../../../../client/workbench/worker/casebook.ts";
import { Letters } from "../../../../client/workbench/worker/letters.ts";
import { openOwn } from "../../../../client/workbench/worker/own-file.ts";
import { tellCasebook } from "../../../../client/workbench/worker/parts.ts";
import { Unlocked } from "../../../../client/workbench/worker/unlocked.ts";
import { encodeHybridRecipient } from "../../../../crypto/age/recipient-keys.ts";
import { parseUtf8 } from "../../../../crypto/bytes.ts";
import { encodeHex } from "../../../../crypto/encoding.ts";
import { CryptoError } from "../../../../crypto/errors.ts";
import { dayOf, parseDay } from "../../../../protocol/day.ts";
import {
  MAILBAG_LENGTH,
  parseMailbag,
  parseSlot,
  SLOT_LENGTH,
  SLOTS_OF_A_BAG,
} from "../../../../protocol/letters.ts";
import { tipNamed } from "../../../support/casebooks.ts";
import { codeWithAsync } from "../../../support/code-of.ts";
import { type Desk, PASSPHRASE, testDesk } from "../../../support/desk.ts";
import { replied, signedBy } from "../../../support/written-letters.ts";
import { sodium, tipFor } from "../../cli/support/tips.ts";

const desks = { two: await testDesk(["Wren", "Heron"], 2), none: await testDesk(["Wren"], 0) };
afterAll(() => {
  for (const desk of Object.values(desks)) desk.remove();
});

const { instance } = desks.two;
const source = deriveReplyKeys(randomBytes(16) as Uint8Array as Codename, instance.anchor.instance, sodium);
const address = encodeHex(source.publics.address);
const to = new Map<string, Correspondent>([
  [
    address,
    {
      reply: {
        recipient: encodeHybridRecipient(source.publics.recipient),
        mailbox: encodeHex(source.publics.mailbox),
      },
      lastHeard: null,
    },
  ],
]);
const tip = tipNamed(1);
const text = "We read it. Are you safe?";
const wanting = { tip, address, language: "en", keeping: [] };
/** What opening the envelope of a source's tip says. */
function proven(of = address, proof: "holds" | "fails" | "mailbox-weak" = "holds") {
  const reply = { ...to.get(address)?.reply, address: of, proof: "00".repeat(64) } as Reply;
  return { kind: "report", tip: { ...tipFor(instance), reply }, files: [], proof } as const;
}
const codeOf = (action: () => unknown) => codeWithAsync(CasebookError, action);

interface AtWork {
  readonly unlocked: Unlocked;
  readonly casebook: Casebook;
  readonly letters: Letters;
}

async function atWork(desk: Desk, handle: string): Promise<AtWork> {
  const vault = readFileSync(join(desk.folder, `${handle}.vault`));
  const unlocked = await Unlocked.open(vault, PASSPHRASE, sodium);
  const casebook = new Casebook(unlocked);
  casebook.learn(parseDocuments(desk.documents));
  casebook.letters.noteTip({ id: tip, contents: proven() });
  casebook.change();
  return { unlocked, casebook, letters: new Letters(unlocked, casebook) };
}

/** A sealed draft, as somebody's workbench opens it. */
async function opened(bytes: Uint8Array<ArrayBuffer> | undefined, { unlocked }: AtWork): Promise<string> {
  const said = bytes && (await openOwn(new Blob([bytes]), unlocked));
  if (said === undefined || !claimsToBeDraft(said)) throw new Error("a draft");
  return said;
}

let [wren, heron]: AtWork[] = [];
beforeEach(async () => {
  [wren, heron] = [await atWork(desks.two, "Wren"), await atWork(desks.two, "Heron")];
});
const both = () => {
  if (!wren || !heron) throw new Error("two reviewers");
  return { wren, heron };
};

async function found(bytes: Uint8Array) {
  const { letters, ...rest } = await findLetters(parseMailbag(bytes), source, instance.roster, sodium);
  return { ...rest, letters: letters.map(({ number, code, text: said }) => [number, code, said]) };
}

test("a coded letter and a free text that two signed are in one mailbag, and their reader finds exactly them", async () => {
  const at = both();
  expect(await at.wren.letters.write({ ...wanting, code: "received", text: "" })).toBeUndefined();
  at.wren.casebook.change();
  const draft = await opened(await at.wren.letters.write({ ...wanting, code: "text", text }), at.heron);
  expect(at.wren.casebook.change().letters).toHaveLength(1);
  expect(at.heron.casebook.letters.shownDraft(draft)).toMatchObject({
    ...{ tip, address, isSound: false, refusal: null },
    letter: { number: 2, code: "text", text },
  });
  const signed = await opened(await at.heron.letters.answer(draft, null), at.wren);
  at.wren.letters.take(signed, []);
  at.wren.casebook.change();
  const done: number[] = [];
  const made = await at.wren.letters.makeBag(to, (slots) => done.push(slots));
  expect(done).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(made).toMatchObject({ letters: 2, renewals: 0 });
  expect(made.bytes).toHaveLength(MAILBAG_LENGTH);
  expect(await found(made.bytes)).toEqual({
    letters: [
      [1, "received", ""],
      [2, "text", text],
    ],
    ...{ missing: [], newerRoster: false, formerly: 0, invalid: 0 },
  });
});

test("what was never saved is in no bag; what was read back is, and pools say what became of it", async () => {
  const { letters, casebook } = both().wren;
  await letters.write({ ...wanting, code: "more", text: "" });
  const fate = () => casebook.change().letters[0]?.fate;
  expect(fate()).toEqual({ kind: "in-no-bag" });
  const { bytes } = await letters.makeBag(to, () => {});
  expect(fate()).toEqual({ kind: "in-no-bag" });
  expect(await codeOf(() => letters.confirm(new Blob([bytes.slice(1)])))).toBe("mailbag-not-saved");
  expect(fate()).toEqual({ kind: "in-no-bag" });
  await letters.confirm(new Blob([bytes]));
  expect(fate()).toMatchObject({ kind: "not-seen" });
  const days = [0, 7, 49].map((more) =>
    parseDay(new Date(Date.now() + more * 86_400_000).toISOString().slice(0, 10)),
  );
  const [first, then, last] = days as [(typeof days)[0], (typeof days)[0], (typeof days)[0]];
  if (!first || !then || !last) throw new Error("three days");
  const bag = parseMailbag(bytes);
  casebook.letters.takeBundle(then, bag);
  expect(fate()).toEqual({ kind: "seen", since: then });
  casebook.letters.takeBundle(first, bag);
  expect(fate()).toEqual({ kind: "seen", since: first });
  casebook.letters.takeBundle(last, []);
  expect(fate()).toEqual({ kind: "expired", last: then });
  expect((await letters.makeBag(to, () => {})).renewals).toBe(0);
});

test("the page is told of letters when something of them changed, and keeps them at every other act", async () => {
  const { letters, casebook } = both().wren;
  const app = { queue: { takeKept: () => {} }, near: { note: () => {}, goOn: () => {} } };
  const page = new CasebookModel(app as unknown as App);
  const told = () => {
    let count = 0;
    tellCasebook(casebook.change(), (message) => {
      if (message.kind === "part") count += message.part.letters?.length ?? 0;
      page.hear(message);
    });
    return [count, page.letters.map(({ fate }) => fate.kind)];
  };
  await letters.write({ ...wanting, code: "more", text: "" });
  expect(told()).toEqual([1, ["in-no-bag"]]);
  casebook.step([{ kind: "noted", about: tip, text: "Nothing of letters." }]);
  expect(told()).toEqual([0, ["in-no-bag"]]);
  casebook.undo();
  casebook.undo();
  expect(told()).toEqual([0, []]);
  await letters.write({ ...wanting, code: "more", text: "" });
  expect(told()).toEqual([1, ["in-no-bag"]]);
  const { bytes } = await letters.makeBag(to, () => {});
  await letters.confirm(new Blob([bytes]));
  expect(told()).toEqual([1, ["not-seen"]]);
  casebook.letters.takeBundle(dayOf(Date.now()), parseMailbag(bytes));
  expect(told()).toEqual([1, ["seen"]]);
  expect(told()).toEqual([0, ["seen"]]);
});

test("one signature is no letter where it takes two, nobody signs twice, and a colleague may say no", async () => {
  const at = both();
  const draft = await opened(await at.wren.letters.write({ ...wanting, code: "text", text }), at.wren);
  expect(await codeOf(() => at.wren.letters.take(draft, []))).toBe("letter-refused");
  expect(await codeOf(() => at.wren.letters.answer(draft, null))).toBe("letter-refused");
  expect(at.wren.casebook.change().letters).toEqual([]);
  const refused = await opened(await at.heron.letters.answer(draft, "too much said"), at.wren);
  expect(at.wren.casebook.letters.shownDraft(refused)).toMatchObject({
    ...{ refusal: "too much said", isSound: false },
  });
  expect(await codeOf(() => at.wren.letters.take(refused, []))).toBe("letter-refused");
});

test("a draft whose words were changed after it was signed, or of another instance, is refused", async () => {
  const at = both();
  const parsed = parseLetterDraft(
    await opened(await at.wren.letters.write({ ...wanting, code: "text", text }), at.heron),
  );
  const { payload, ...rest } = JSON.parse(parsed.document);
  const turned = Buffer.from(payload, "base64").toString().replace("Are you safe", "Come to us 12");
  const document = JSON.stringify({
    payloadType: rest.payloadType,
    payload: Buffer.from(turned).toString("base64"),
    signatures: rest.signatures,
  });
  const forged = encodeLetterDraft({ ...parsed, document });
  expect(await codeOf(() => at.heron.letters.answer(forged, null))).toBe("letter-refused");
  expect(await codeOf(() => at.heron.casebook.letters.shownDraft(forged))).toBe("letter-refused");
  const elsewhere = await atWork(desks.none, "Wren");
  expect(await codeOf(() => elsewhere.letters.answer(encodeLetterDraft(parsed), null))).toBe(
    "letter-refused",
  );
});

test("nothing is written where no letters are given, nor what is too long, nor to a weak mailbox", async () => {
  const nowhere = await atWork(desks.none, "Wren");
  for (const code of ["received", "text"] as const)
    expect(
      await codeOf(() => nowhere.letters.write({ ...wanting, code, text: code === "text" ? "x" : "" })),
    ).toBe("letters-not-given");
  const { letters, casebook } = both().wren;
  const long = "夜".repeat(900);
  expect(await codeOf(() => letters.write({ ...wanting, code: "text", text: long }))).toBe("letter-too-long");
  await letters.write({ ...wanting, code: "cannot", text: "" });
  casebook.change();
  const weak = new Map([[address, { ...to.get(address), lastHeard: null } as Correspondent]]);
  weak.set(address, {
    reply: { recipient: encodeHybridRecipient(source.publics.recipient), mailbox: "00".repeat(32) },
    lastHeard: null,
  });
  expect(await codeWithAsync(CryptoError, () => letters.makeBag(weak, () => {}))).toBe("key-weak");
});

test("a letter waits for whoever knows where it goes; a mailbag without letters is one all the same", async () => {
  const { letters, casebook } = both().wren;
  await letters.write({ ...wanting, code: "closed", text: "" });
  casebook.change();
  const made = await letters.makeBag(new Map(), () => {});
  expect(made).toMatchObject({ letters: 0, renewals: 0 });
  expect(parseMailbag(made.bytes)).toHaveLength(SLOTS_OF_A_BAG);
  expect((await found(made.bytes)).letters).toEqual([]);
});

test("two mailbags that were made before either was read back are both known by their files, in any order", async () => {
  const { letters, casebook } = both().wren;
  await letters.write({ ...wanting, code: "more", text: "" });
  casebook.change();
  const first = await letters.makeBag(to, () => {});
  const second = await letters.makeBag(to, () => {});
  /** In how many slots of each the letter is, as the casebook says. */
  const placed = () => {
    casebook.change();
    const slots = casebook.view.tips.get(tip)?.replies.map(({ value }) => value.slot);
    return [first, second].map(
      ({ bytes }) => parseMailbag(bytes).filter((slot) => slots?.includes(slotNameOf(slot))).length,
    );
  };
  expect(await letters.confirm(new Blob([first.bytes]))).toBe(false);
  expect(placed()).toEqual([1, 0]);
  expect(await codeOf(() => letters.confirm(new Blob([first.bytes])))).toBe("mailbag-not-saved");
  expect(await letters.confirm(null)).toBe(true);
  expect(placed()).toEqual([1, 1]);
});

const DAY = 86_400_000;

/** The list of reviewers in force, and one that begins in so many days, by which letters take one signature. */
function listsOf({ roster: { roster, digest } }: Desk["instance"], days: number) {
  const notBefore = Math.floor((Date.now() + days * DAY) / 1000) as typeof roster.notBefore;
  const next = { ...roster, notBefore, sequence: roster.sequence + 1, letters: 1 as const };
  return [
    { ...roster, digest },
    { ...next, digest: randomBytes(32) as Uint8Array as typeof digest },
  ] as const;
}

test("a list of reviewers judges and numbers letters from the day on which it begins, by a clock or a bundle", async () => {
  const { casebook, letters } = both().wren;
  const [now, next] = listsOf(instance, 10);
  casebook.letters.learn([now, next]);
  expect(casebook.letters.roster.sequence).toBe(now.sequence);
  expect(casebook.change().writing).toEqual({ signers: 2 });
  await letters.write({ ...wanting, code: "more", text: "" });
  casebook.change();
  const { payload } = JSON.parse(casebook.letters.all[0]?.document ?? "");
  expect(Buffer.from(payload, "base64").toString()).toContain(`"roster":${now.sequence},`);
  casebook.letters.takeBundle(dayOf(Date.now() + 9 * DAY), undefined);
  expect(casebook.change().writing).toEqual({ signers: 2 });
  casebook.letters.takeBundle(dayOf(Date.now() + 11 * DAY), undefined);
  expect(casebook.change().writing).toEqual({ signers: 1 });
  casebook.letters.takeBundle(dayOf(Date.now()), undefined);
  expect(casebook.letters.roster.sequence).toBe(next.sequence);
});

test("a draft under a list that isn't in force here is refused, whoever signed it", async () => {
  const at = both();
  const [now, next] = listsOf(instance, -1);
  at.wren.casebook.letters.learn([now, { ...next, letters: 2 }]);
  const draft = await opened(await at.wren.letters.write({ ...wanting, code: "text", text }), at.heron);
  expect(await codeOf(() => at.heron.letters.answer(draft, null))).toBe("letter-refused");
  expect(await codeOf(() => at.heron.casebook.letters.shownDraft(draft))).toBe("letter-refused");
  at.heron.casebook.letters.learn([now, { ...next, letters: 2 }]);
  expect(at.heron.casebook.letters.shownDraft(draft)).toMatchObject({ letter: { code: "text", text } });
});

test("a slot with the same E and another tag or file is another slot: the letter isn't seen", async () => {
  const { letters, casebook } = both().wren;
  await letters.write({ ...wanting, code: "more", text: "" });
  casebook.change();
  const { bytes } = await letters.makeBag(to, () => {});
  await letters.confirm(new Blob([bytes]));
  const today = dayOf(Date.now());
  for (const at of [32, 48, SLOT_LENGTH - 1]) {
    const turned = parseMailbag(bytes).map((slot) => {
      const other = slot.bytes.slice();
      other[at] = (other[at] ?? 0) ^ 1;
      return parseSlot(other);
    });
    casebook.letters.takeBundle(today, turned);
    expect(casebook.change().letters[0]?.fate.kind).toBe("not-seen");
  }
  casebook.letters.takeBundle(today, parseMailbag(bytes));
  expect(casebook.change().letters[0]?.fate).toEqual({ kind: "seen", since: today });
});

test("a day that a colleague says of a place, in the year 9999 say, is none later than today", async () => {
  const { letters, casebook } = both().wren;
  await letters.write({ ...wanting, code: "more", text: "" });
  casebook.change();
  const [letter] = casebook.letters.all;
  if (!letter) throw new Error("a letter");
  const view = structuredClone(casebook.view);
  for (const { replies } of view.tips.values())
    (replies as unknown[]).push(
      ...replies.map((said) => ({
        ...{ ...said, by: "ee".repeat(32), on: "9999-12-31" },
        value: { ...said.value, slot: "ab".repeat(32) },
      })),
    );
  casebook.letters.read(view);
  expect(casebook.letters.all[0]).toMatchObject({
    ...{ placed: [], isMine: true, fate: { kind: "not-seen", made: dayOf(Date.now()) } },
  });
  expect((await letters.makeBag(to, () => {})).letters).toBe(1);
});

const OTHER = encodeHex(
  deriveReplyKeys(randomBytes(16) as Uint8Array as Codename, instance.anchor.instance, sodium).publics
    .address,
);

test("nobody is made to sign, or takes, a letter to another source than the one of the tip that is shown", async () => {
  const at = both();
  const bytes = await at.wren.letters.write({ ...wanting, address: OTHER, code: "text", text });
  const draft = await opened(bytes, at.heron);
  expect(await codeOf(() => at.heron.letters.answer(draft, null))).toBe("letter-elsewhere");
  expect(
    parseLetterDraft(await opened(await at.heron.letters.answer(draft, "elsewhere"), at.wren)).refusal,
  ).toBe("elsewhere");
  for (const contents of [proven(OTHER, "fails"), proven(OTHER, "mailbox-weak"), proven()]) {
    at.heron.casebook.letters.noteTip({ id: tip, contents });
    expect(await codeOf(() => at.heron.letters.answer(draft, null))).toBe("letter-elsewhere");
  }
  at.heron.casebook.letters.noteTip({ id: tip, contents: proven(OTHER) });
  const signed = await opened(await at.heron.letters.answer(draft, null), at.wren);
  expect(await codeOf(() => at.wren.letters.take(signed, []))).toBe("letter-elsewhere");
  const elsewhere = encodeLetterDraft({ ...parseLetterDraft(signed), tip: tipNamed(2) });
  expect(await codeOf(() => at.heron.letters.take(elsewhere, []))).toBe("letter-elsewhere");
  at.heron.letters.take(signed, []);
  expect(at.heron.casebook.change().letters).toMatchObject([{ address: OTHER, isSound: true }]);
});

test("an act that says that a letter answers a tip of another address makes no letter", async () => {
  const { casebook, letters } = both().wren;
  await letters.write({ ...wanting, address: OTHER, code: "more", text: "" });
  expect(casebook.change().letters).toMatchObject([{ isSound: false, tips: [] }]);
  casebook.undo();
  const kept = (id: TipId, said: string): What => {
    const text = parseUtf8(encodeTip({ ...proven(said).tip, attachments: [] }), "document-malformed");
    return { kind: "kept", tip: id, arrived: null, form: "report", text, attachments: [] };
  };
  const other = tipNamed(2);
  await letters.write({ ...wanting, tip: other, code: "more", text: "", keeping: [kept(other, OTHER)] });
  expect(casebook.change().letters).toMatchObject([{ isSound: false, tips: [] }]);
  casebook.act(kept(other, address));
  expect(casebook.change().letters).toMatchObject([{ isSound: true, tips: [other] }]);
  casebook.letters.noteTip({ id: other, contents: proven(OTHER) });
  expect(casebook.change().letters).toMatchObject([{ isSound: false }]);
});

test("a letter that is in a mailbag can't be taken back; without letters in it, what was done can", async () => {
  const { letters, casebook } = both().wren;
  await letters.write({ ...wanting, code: "more", text: "" });
  expect(casebook.change().last).not.toBeNull();
  await letters.makeBag(new Map(), () => {});
  expect(casebook.change().last).not.toBeNull();
  await letters.makeBag(to, () => {});
  expect(casebook.change().last).toBeNull();
  casebook.undo();
  expect(casebook.change().letters).toHaveLength(1);
});

test("the last number there is, signed by somebody, leaves the others for those who come", async () => {
  const at = both();
  const { vault, anchor } = at.heron.unlocked;
  const spoilt = { ...{ instance: anchor.instance, roster: 1, on: parseDay("2026-11-30"), language: "en" } };
  for (const number of [9999, 9998, 17]) {
    const letter = {
      ...spoilt,
      address: source.publics.address,
      number,
      code: "received",
      text: "",
    } as const;
    at.wren.casebook.act(replied(tip, signedBy(letter, vault.signing)));
    at.wren.casebook.change();
  }
  const numbers = async () => {
    await at.wren.letters.write({ ...wanting, code: "more", text: "" });
    const shown = at.wren.casebook.change().letters;
    expect(shown.every(({ isSound }) => isSound)).toBe(true);
    return shown.map(({ letter }) => letter.number).filter((number) => number < 9998);
  };
  expect(await numbers()).toEqual([17, 18]);
  expect(await numbers()).toEqual([17, 18, 19]);
});
