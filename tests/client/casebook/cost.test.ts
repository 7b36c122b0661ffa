import { randomBytes } from "node:crypto";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type Act, actDigest } from "../../../client/casebook/acts.ts";
import { type Acts, linkActs } from "../../../client/casebook/chain.ts";
import { viewOf } from "../../../client/casebook/fold.ts";
import type { ReadLine } from "../../../client/casebook/line.ts";
import type { ActDigest, DeviceId, EntityId, ReviewerKey } from "../../../client/casebook/names.ts";
import { openCasebook } from "../../../client/casebook/read-casebook.ts";
import type { What } from "../../../client/casebook/what.ts";
import { type HybridSeed, hybridIdentity, hybridPublicKey } from "../../../crypto/age/identities.ts";
import { hybridRecipient } from "../../../crypto/age/recipients.ts";
import { seal } from "../../../crypto/age/seal.ts";
import { collect, utf8 } from "../../../crypto/bytes.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import { packTar } from "../../../crypto/tar.ts";
import { casebookCodeOf, DAY, INSTANCE, sodium, tipNamed } from "../../support/casebooks.ts";

/** Work is counted, never timed: twice the casebook may cost a little more than twice as much, and never four times. */
const LINEAR = 2.3;
const SIZES = [400, 800] as const;

const reviewer = "11".repeat(32) as ReviewerKey;
const ENTITY = "5a".repeat(16) as EntityId;
const TODAY = new Set([reviewer]);
const device = (number: number) => number.toString(16).padStart(32, "0") as DeviceId;
const note = (number: number): What => ({ kind: "noted", about: tipNamed(1), text: `${number}` });

/** An act that stands alone, but for what it says. */
const ALONE = {
  instance: INSTANCE,
  reviewer,
  device: device(0),
  previous: null,
  heads: [],
  number: 1,
  on: DAY,
};

/** Who had seen what, as far as a view asks. */
const pastOf = (includes: () => boolean) => ({ includes, order: [] }) as unknown as Acts["past"];

/** As if its signature had been looked at. */
function read(act: Partial<Act>, kind: ReadLine["kind"] = "signed"): ReadLine {
  const whole: Act = { ...ALONE, what: note(0), ...act };
  const payload = utf8(JSON.stringify(whole));
  const base = { line: encodeHex(payload), digest: actDigest(payload), act: whole };
  return kind === "signed" ? { ...base, kind } : { ...base, kind, code: "reviewer-unknown" };
}

const many = (count: number, make: (number: number) => ReadLine) =>
  Array.from({ length: count }, (_, i) => make(i));

/** How many numbers are written to keep in mind who had seen what. */
function pagesOf(lines: readonly ReadLine[]): number {
  const made = vi.spyOn(Int32Array, "from");
  linkActs(lines, TODAY);
  const count = made.mock.calls.length;
  made.mockRestore();
  return count;
}

const ratio = (work: (size: number) => number): number => {
  const [less, more] = SIZES.map(work) as [number, number];
  return more / Math.max(1, less);
};
const whats = (size: number, what: (i: number) => What) => Array.from({ length: size }, (_, i) => what(i));

/** How often it is asked who had seen what, where nobody had seen anything, while these become a view. */
function asked(said: readonly What[]): number {
  const signed = said.map((what, i) => ({
    digest: i.toString(16).padStart(64, "0") as ActDigest,
    act: { ...ALONE, what },
    doubt: null,
  }));
  let count = 0;
  const past = pastOf(() => count++ < 0);
  viewOf({ signed, findings: [], past, heads: [], inForce: TODAY });
  return count;
}

const named = ({ findings }: Acts) => findings.reduce((sum, { others }) => sum + others.length, 0);

afterEach(() => {
  vi.restoreAllMocks();
});

describe("a poisoned casebook costs as much as it is long", () => {
  test("lines that nobody signed are in no index of who had seen what", () => {
    const lines = many(1000, (i) => read({ device: device(i), what: note(i) }, "refused"));
    const honest = read({ device: device(5000), heads: [] });
    expect(linkActs([...lines, honest], TODAY).past.order).toEqual([honest.digest]);
    expect(pagesOf([...lines, honest])).toBe(0);
  });

  test("forks: each names ten others, however many there are, and later acts cost what they add", () => {
    const forks = (size: number) => many(size, (i) => read({ what: note(i) }));
    expect(ratio((size) => named(linkActs(forks(size), TODAY)))).toBeLessThan(LINEAR);
    const withLater = (size: number) => {
      const lines = forks(size);
      const heads = lines
        .flatMap(({ digest }) => digest ?? [])
        .slice(0, size / 2)
        .sort();
      const first = read({ device: device(7), heads });
      const chain = [first];
      for (let i = 0; i < size; i++) {
        const previous = chain.at(-1)?.digest ?? null;
        const one = lines[i]?.digest;
        chain.push(
          read({
            device: device(7),
            previous,
            number: i + 2,
            heads: one && !heads.includes(one) ? [one] : [],
          }),
        );
      }
      return [...lines, ...chain];
    };
    expect(ratio((size) => pagesOf(withLater(size)))).toBeLessThan(LINEAR);
  });

  test("chains of one act, each behind the one before", () => {
    const chains = (size: number) => {
      const lines: ReadLine[] = [];
      for (let i = 0; i < size; i++) {
        const last = lines.at(-1)?.digest;
        lines.push(read({ device: device(i), heads: last ? [last] : [], what: note(i) }));
      }
      return lines;
    };
    expect(ratio((size) => pagesOf(chains(size)))).toBeLessThan(LINEAR);
  });

  test("130,000 labels on one tip, of which one is taken away, throw nothing", () => {
    const about = tipNamed(1);
    const label = (i: number): What => ({ kind: "labelled", about, label: `label ${i}` });
    const signed = Array.from({ length: 130_000 }, (_, i) => ({
      digest: i.toString(16).padStart(64, "0") as ActDigest,
      act: { ...ALONE, what: label(i) },
      doubt: null,
    }));
    const past = pastOf(() => true);
    const what: What = { kind: "unlabelled", about, label: "label 7" };
    const last = { ...(signed[0] as (typeof signed)[number]), digest: "ff".repeat(32) as ActDigest };
    const view = viewOf({
      signed: [...signed, { ...last, act: { ...last.act, what } }],
      findings: [],
      past,
      heads: [],
      inForce: TODAY,
    });
    expect(view.tips.get(about)?.labels).toHaveLength(129_999);
  });

  test("exceptions of one tip, and exports of it by who made them", () => {
    const about = tipNamed(1);
    const override: What = { kind: "overridden", about, audience: "public", why: "x" };
    const left = { form: "csv", audience: "public", cases: [{ about, number: "1" }], withheld: 0 } as const;
    const exported: What = { kind: "exported", ...left, manifest: "33".repeat(32) };
    const work = (size: number) => asked([...whats(size, () => override), ...whats(size, () => exported)]);
    expect(work(4000) / work(2000)).toBeLessThan(LINEAR);
  });

  test.each<[string, (i: number) => What, (i: number) => What]>([
    [
      "labels of one tip, each taken away",
      (i) => ({ kind: "labelled", about: tipNamed(1), label: `label ${i}` }),
      (i) => ({ kind: "unlabelled", about: tipNamed(1), label: `label ${i}` }),
    ],
    [
      "one label, given and taken away by those who had seen nothing of each other",
      () => ({ kind: "labelled", about: tipNamed(1), label: "label" }),
      () => ({ kind: "unlabelled", about: tipNamed(1), label: "label" }),
    ],
    [
      "values of one field, side by side",
      () => ({ kind: "status", tip: tipNamed(1), status: "todo" }),
      () => ({ kind: "status", tip: tipNamed(1), status: "in_progress" }),
    ],
    [
      "tips behind one station",
      (i) => ({ kind: "supports", tip: tipNamed(i), entity: ENTITY }),
      (i) => ({ kind: "unsupports", tip: tipNamed(i), entity: ENTITY }),
    ],
  ])("%s", (_name, first, then) => {
    const work = (size: number) => asked([...whats(size, first), ...whats(size, then)]);
    expect(work(1600) / work(800)).toBeLessThan(LINEAR);
  });

  test("redactions in a version against which somebody chose again and again, each time without having seen it", () => {
    const [other, kept] = ["22".repeat(32) as ReviewerKey, tipNamed(1)];
    const digest = (i: number) => i.toString(16).padStart(64, "0") as ActDigest;
    const keep = (text: string): What => ({
      ...{ kind: "kept", tip: kept, form: "text", text, attachments: [], arrived: null },
    });
    const redacted: What = { kind: "redacted", tip: kept, field: "text", from: 0, to: 3, why: "x" };
    const choice: What = { kind: "settled", chosen: digest(0), over: [digest(1)] };
    const work = (size: number) => {
      const whats = [keep("true"), keep("false")];
      for (let i = 0; i < size; i++) whats.push(redacted);
      for (let i = 0; i < size; i++) whats.push(choice);
      let count = 0;
      const includes = (later: ActDigest, earlier: ActDigest) => {
        count++;
        return later > digest(1) && earlier <= digest(1);
      };
      const past = { order: [], includes } as unknown as Acts["past"];
      const signed = whats.map((what, i) => ({
        ...{ digest: digest(i), act: { ...ALONE, reviewer: i === 0 ? other : reviewer, what }, doubt: null },
      }));
      viewOf({ signed, findings: [], past, heads: [], inForce: new Set([reviewer, other]) });
      return count;
    };
    expect(work(1600) / work(800)).toBeLessThan(LINEAR);
  });

  test("acts that each join two crowds of chains", () => {
    const joined = (size: number) => {
      const crowd = many(size, (i) => read({ device: device(i), what: note(i) }));
      const digests = crowd.map(({ digest }) => digest as ActDigest);
      const behind = (from: number) =>
        read({ device: device(size + from), heads: digests.filter((_, i) => i % 2 === from).sort() });
      const halves = [behind(0), behind(1)];
      const heads = halves.map(({ digest }) => digest as ActDigest).sort();
      const joins = many(size, (i) => read({ device: device(2 * size + i), heads, what: note(i) }));
      return [...crowd, ...halves, ...joins];
    };
    expect(ratio((size) => pagesOf(joined(size)))).toBeLessThan(LINEAR);
  });

  test("lines beyond what the head promises are not even read", async () => {
    const seed = new Uint8Array(randomBytes(32)) as HybridSeed;
    const head = (acts: number) =>
      utf8(`{"type":"nightjar-casebook/v1","instance":"${"ab".repeat(32)}","acts":${acts},"attachments":0}`);
    const size = 4 * 1024 * 1024;
    let pulled = 0;
    async function* file(content: AsyncIterable<Uint8Array>) {
      for await (const bytes of content) {
        pulled += bytes.length;
        yield bytes;
      }
    }
    const files = [
      { name: "casebook.json", size: head(1).length, content: [head(1)] },
      { name: "acts.jsonl", size, content: [new Uint8Array(size).fill(0x0a)] },
    ];
    const bytes = await collect(
      seal(packTar(files), [hybridRecipient(hybridPublicKey(seed, sodium))], sodium),
    );
    async function* pieces() {
      for (let at = 0; at < bytes.length; at += 64 * 1024) yield bytes.subarray(at, at + 64 * 1024);
    }
    const opening = () => openCasebook(file(pieces()), [hybridIdentity(seed.slice() as HybridSeed)], sodium);
    expect(await casebookCodeOf(opening)).toBe("casebook-damaged");
    expect(pulled).toBeLessThan(size / 8);
  });
});
