import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anchorLine, draftMove } from "../../../client/ceremony/anchors.ts";
import { auditChain, type FindingKind, isWrong } from "../../../client/ceremony/audit.ts";
import { rosterInForce } from "../../../client/ceremony/in-force.ts";
import { gatherKnown, type Known } from "../../../client/ceremony/known.ts";
import type { PublicDocument } from "../../../client/ceremony/public-document.ts";
import { newStewardVault } from "../../../client/vault/enrol.ts";
import { ANCHOR_MOVE_PAYLOAD_TYPE, encodeAnchorMove } from "../../../crypto/documents/anchor-move.ts";
import { parseRoster, ROSTER_PAYLOAD_TYPE } from "../../../crypto/documents/roster.ts";
import {
  at,
  cardsOf,
  current,
  drafted,
  knownFrom,
  named,
  newCeremony,
  newReviewer,
  reviewerHeld,
  seedsOf,
  signedQuarter,
  signedRoster,
  sodium,
  stewardHeld,
} from "../../support/ceremony.ts";
import { signedBy } from "../../support/roster-files.ts";

const ceremony = newCeremony();
const ana = reviewerHeld(newReviewer(ceremony.anchor, "Ana"));
const bo = reviewerHeld(newReviewer(ceremony.anchor, "Bo"));
const cards = cardsOf(ceremony, [ana, bo]);
const { drafts, documents } = await signedQuarter(ceremony, cards, "2027-01-01");
const whole = knownFrom(ceremony, documents);
const emergency = drafted(ceremony, cardsOf(ceremony, [ana]), "2027-01-15T10:00:00Z", { known: whole });
const [january, february, march] = documents as [PublicDocument, PublicDocument, PublicDocument];
const [first, second] = drafts;
if (!first || !second) throw new Error("drafts");

const kinds = (known: Known): FindingKind[] => auditChain(known).map(({ kind }) => kind);
const audit = (...given: PublicDocument[]) => kinds(knownFrom(ceremony, given));

/** A roster with its JSON changed, signed again. */
function changed(payload: Uint8Array, change: (fields: Record<string, unknown>) => void): PublicDocument {
  const fields = JSON.parse(Buffer.from(payload).toString());
  change(fields);
  const bytes = new Uint8Array(Buffer.from(JSON.stringify(fields)));
  parseRoster(bytes);
  return signedRoster(ceremony, bytes);
}

describe("the chain", () => {
  test("one whole quarter with its annexes is in order, in whatever order it is given", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(documents, { minLength: documents.length }), (shuffled) => {
        expect(audit(...shuffled, ...shuffled.slice(0, 2))).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });

  test("an emergency takes the place of what was signed before; that is no wrong", () => {
    const known = knownFrom(ceremony, [
      ...documents,
      ...emergency.map(({ payload }) => signedRoster(ceremony, payload)),
    ]);
    const findings = auditChain(known);
    expect(findings.map(({ kind }) => kind)).toEqual(["superseded", "superseded", "superseded"]);
    expect(findings.some(isWrong)).toBe(false);
    const inForce = ["2027-01-14", "2027-01-16", "2027-02-10", "2027-03-31", "2027-04-01", "2026-12-31"];
    expect(inForce.map((day) => rosterInForce(known.rosters, at(day))?.roster.sequence)).toEqual([
      1,
      4,
      5,
      6,
      undefined,
      undefined,
    ]);
  });

  test("a superseded roster doesn't come back when the emergency's own time is over", () => {
    const known = knownFrom(ceremony, [
      ...documents,
      signedRoster(ceremony, emergency[0]?.payload ?? new Uint8Array()),
    ]);
    expect(rosterInForce(known.rosters, at("2027-01-20"))?.roster.sequence).toBe(4);
    expect(rosterInForce(known.rosters, at("2027-02-10"))).toBeUndefined();
    const [gap] = auditChain(known).filter(isWrong);
    expect(gap?.sentence).toContain("from 2027-02-01T00:00:00Z to 2027-04-01T00:00:00Z");
  });
});

describe("what is wrong", () => {
  const other = drafted(ceremony, cardsOf(ceremony, [bo]), "2027-01-01");
  const fork = signedRoster(ceremony, other[0]?.payload ?? new Uint8Array());
  const statement = (draft: typeof first, issued: string) => current(ceremony, draft, issued);

  const cases: [kinds: string, what: string, given: PublicDocument[]][] = [
    ["fork", "two rosters 1", [january, fork]],
    ["skip,gap", "roster 2 is missing", [january, march]],
    [
      "predecessor",
      "roster 2 names another roster 1",
      [
        january,
        changed(second.payload, (fields) => {
          fields.previous = "00".repeat(32);
        }),
      ],
    ],
    [
      "gap",
      "a day without a roster",
      [
        january,
        changed(second.payload, (fields) => {
          fields.notBefore = "2027-02-02T00:00:00Z";
        }),
      ],
    ],
    [
      "rollback",
      "roster 1 is called current after roster 2 had been, and had begun",
      [statement(second, "2027-02-01"), statement(first, "2027-02-02")],
    ],
  ];

  test.each(cases)("%s: %s", (expected, _, given) => {
    const findings = auditChain(knownFrom(ceremony, given));
    expect(
      findings
        .filter(isWrong)
        .map(({ kind }) => kind)
        .join(),
    ).toBe(expected);
    for (const { sentence } of findings) expect(sentence).toMatch(/^[A-Z][^\n]+\.$/);
  });

  test("no rollback: both called current on one day, or the later one not begun yet", () => {
    expect(audit(statement(first, "2027-01-25"), statement(second, "2027-01-25"))).toEqual([]);
    expect(audit(statement(first, "2027-01-28"), statement(second, "2027-01-25"))).toEqual([]);
  });

  test("annexes: of another roster, and two of one", async () => {
    const strange = await signedQuarter(ceremony, cardsOf(ceremony, [bo]), "2027-01-01");
    const [annex] = strange.documents.filter(({ kind }) => kind === "annex");
    const [ours] = documents.filter(({ kind }) => kind === "annex");
    if (!annex || !ours) throw new Error("annexes");
    expect(audit(january, annex)).toEqual(["annex"]);
    expect(audit(january, ours, annex)).toEqual(["annex"]);
    expect(audit(january, february, ours)).toEqual([]);
  });
});

describe("a moved anchor", () => {
  const egret = newStewardVault("Egret");
  const kept = [...ceremony.stewards.slice(0, 2), egret];
  const move = draftMove(
    ceremony.anchor,
    kept.map((vault) => stewardHeld(vault).card),
    2,
  );
  const signed = signedBy(ANCHOR_MOVE_PAYLOAD_TYPE, encodeAnchorMove(move), seedsOf(ceremony));
  const line = anchorLine(ceremony.anchor, [signed], sodium);
  const by = (payload: Uint8Array, who: typeof kept): PublicDocument => ({
    kind: "roster",
    roster: signedBy(
      ROSTER_PAYLOAD_TYPE,
      payload,
      who.map(({ signing }) => signing),
    ),
    currency: null,
  });
  const [, , ibis] = ceremony.stewards;
  if (!ibis) throw new Error("a steward");
  const [crane] = kept;
  if (!crane) throw new Error("a steward");
  const gathered = (...given: PublicDocument[]) => gatherKnown(line, named(given), sodium);

  test("old rosters verify under the old anchor, new ones under the new", () => {
    const { known, refused } = gathered(by(first.payload, [crane, ibis]), by(second.payload, [crane, egret]));
    expect(refused).toEqual([]);
    expect(known.rosters.map(({ anchor }) => anchor)).toEqual([0, 1]);
    expect(kinds(known)).toEqual([]);
  });

  test("a roster signed under the old anchor after one under the new is wrong", () => {
    const { known } = gathered(by(first.payload, [crane, egret]), by(second.payload, [crane, ibis]));
    expect(kinds(known)).toEqual(["moved"]);
  });

  test("a roster signed by one of the old and one of the new stewards only is refused under both", () => {
    const { known, refused } = gathered(by(first.payload, [ibis, egret]));
    expect(known.rosters).toEqual([]);
    expect(refused).toMatchObject([{ error: { code: "steward-unknown" } }]);
  });
});

test("whatever is left out of a chain, the audit names only skips and gaps", () => {
  const all = [
    ...documents.filter(({ kind }) => kind === "roster"),
    ...emergency.map(({ payload }) => signedRoster(ceremony, payload)),
  ];
  fc.assert(
    fc.property(fc.subarray(all), (some) => {
      const found = audit(...some);
      expect(found.filter((kind) => !["skip", "gap", "superseded"].includes(kind))).toEqual([]);
      const sequences = some.map((document) =>
        document.kind === "roster" ? parseRoster(document.roster.payload).sequence : 0,
      );
      const skips = sequences.slice(1).filter((sequence, i) => sequence !== (sequences[i] ?? 0) + 1);
      expect(found.filter((kind) => kind === "skip")).toHaveLength(skips.length);
    }),
  );
});
