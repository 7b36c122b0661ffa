import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Codename, newCodename } from "../../../client/letters/codename.ts";
import { EMPTY_REPORT } from "../../../client/report/report.ts";
import { Correspondence } from "../../../client/source/correspondence.ts";
import type { Call, Reply } from "../../../client/workers/calls.ts";
import { encodeAnchor } from "../../../crypto/documents/anchor.ts";
import { encodeRosterFile } from "../../../crypto/documents/roster-file.ts";
import { testInstance } from "../../support/instance.ts";
import { wordsOfCodename } from "../../support/letters-page.ts";

const ZEROS = new Uint8Array(16);
const instance = testInstance({ letters: 1 });

describe("the worker overwrites the codename that it was given", () => {
  let ask: (name: string, asked: unknown) => Promise<Reply>;

  beforeAll(async () => {
    let hear: ((event: { data: Call }) => void) | undefined;
    let said: ((reply: Reply) => void) | undefined;
    vi.stubGlobal("NIGHTJAR_ANCHOR", Buffer.from(encodeAnchor(instance.anchor)).toString());
    vi.stubGlobal("self", {
      addEventListener: (type: string, listener: typeof hear) => {
        if (type === "message") hear = listener;
      },
      postMessage: (reply: Reply) => said?.(reply),
    });
    const { startSealer } = await import("../../../client/source/worker/main.ts");
    startSealer();
    ask = (name, asked) =>
      new Promise((resolve) => {
        said = resolve;
        hear?.({ data: { call: 1, name, asked } });
      });
  });
  afterAll(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const sealing = (codename: Codename) =>
    ask("seal", { language: "en", report: EMPTY_REPORT, files: [], codename });
  const looking = (codename: Codename) => ask("look", { codename, pool: new Uint8Array(1) });

  test.each([
    ["sealing", sealing],
    ["looking", looking],
  ])("where there is no roster yet (%s)", async (_, asking) => {
    const codename = newCodename();
    expect(await asking(codename)).toMatchObject({ failure: { code: "document-malformed" } });
    expect(codename).toEqual(ZEROS);
  });

  test("where the roster is over by now, and where the letters are none", async () => {
    const rosterFile = new Uint8Array(encodeRosterFile(instance.file));
    expect(await ask("verify", rosterFile)).toMatchObject({ answer: { reviewers: 2 } });
    const [sealed, looked] = [newCodename(), newCodename()];
    expect(await looking(looked)).toMatchObject({ failure: { code: "letters-malformed" } });
    expect(looked).toEqual(ZEROS);
    vi.useFakeTimers({ now: Date.now() + 1000 * 86_400_000, toFake: ["Date"] });
    expect(await sealing(sealed)).toHaveProperty("failure");
    expect(sealed).toEqual(ZEROS);
  });
});

describe("a codename in the page", () => {
  const enter = ({ entry }: Correspondence, words: readonly string[]) => {
    entry.wipe();
    for (const word of words) entry.take(word);
  };

  test("that was entered in place of the one that was shown is overwritten", () => {
    const correspondence = new Correspondence();
    const shown = correspondence.offer();
    enter(correspondence, wordsOfCodename(newCodename()));
    const fill = vi.spyOn(Uint8Array.prototype, "fill");
    expect(correspondence.takeOffered()).toBe(false);
    const overwritten = fill.mock.contexts.filter(
      (bytes) => bytes instanceof Uint8Array && bytes.length === 16,
    );
    fill.mockRestore();
    expect(overwritten).toEqual([ZEROS]);
    enter(correspondence, wordsOfCodename(shown));
    expect(correspondence.takeOffered()).toBe(true);
    expect(correspondence.unproven).toBe(false);
  });

  test("that was entered is unproven until it opens something", () => {
    const correspondence = new Correspondence();
    const nothing = { letters: [], missing: [], newerRoster: false, formerly: 0, invalid: 0 };
    enter(correspondence, wordsOfCodename(newCodename()));
    correspondence.takeEntered();
    expect(correspondence.unproven).toBe(true);
    correspondence.looked = { state: "failed", failure: { code: "letters-unreachable" } };
    expect(correspondence.unproven).toBe(true);
    correspondence.looked = { state: "found", found: nothing };
    expect(correspondence.unproven).toBe(true);
    for (const found of [{ invalid: 1 }, { formerly: 1 }, { newerRoster: true }]) {
      correspondence.looked = { state: "found", found: { ...nothing, ...found } };
      expect(correspondence.unproven).toBe(false);
    }
    correspondence.drop();
    expect(correspondence.unproven).toBe(false);
  });
});
