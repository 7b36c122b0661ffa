import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { draftMove } from "../../../client/ceremony/anchors.ts";
import { auditChain, type FindingKind, isWrong } from "../../../client/ceremony/audit.ts";
import type { DraftedRoster } from "../../../client/ceremony/draft.ts";
import { freshen } from "../../../client/ceremony/freshen.ts";
import { rosterInForce } from "../../../client/ceremony/in-force.ts";
import { gatherKnown, type Known, newestCurrency } from "../../../client/ceremony/known.ts";
import type { PublicDocument } from "../../../client/ceremony/public-document.ts";
import { planPublication } from "../../../client/ceremony/publication.ts";
import { newStewardVault } from "../../../client/vault/enrol.ts";
import type { Vault } from "../../../client/vault/vault.ts";
import { anchorLine, inForce } from "../../../crypto/documents/anchor-line.ts";
import { ANCHOR_MOVE_PAYLOAD_TYPE, encodeAnchorMove } from "../../../crypto/documents/anchor-move.ts";
import type { SignedDocument } from "../../../crypto/documents/dsse.ts";
import { parseRoster, ROSTER_PAYLOAD_TYPE } from "../../../crypto/documents/roster.ts";
import { VerifiedRoster } from "../../../crypto/documents/verified-roster.ts";
import {
  at,
  cardsOf,
  ceremonyCodeOf,
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
import { codeOf } from "../../support/code-of.ts";
import { currencyFor, signedBy } from "../../support/roster-files.ts";

const ceremony = newCeremony();
const ana = reviewerHeld(newReviewer(ceremony.anchor, "Ana"));
const bo = reviewerHeld(newReviewer(ceremony.anchor, "Bo"));
const cards = cardsOf(ceremony, [ana, bo]);
const { drafts, documents } = await signedQuarter(ceremony, cards, "2027-01-01");
const whole = knownFrom(ceremony, documents);
const emergency = drafted(ceremony, cardsOf(ceremony, [ana]), "2027-01-15T10:00:00Z", { known: whole });
const [january, february, march] = documents as [PublicDocument, PublicDocument, PublicDocument];
const [first, second, third] = drafts;
if (!first || !second || !third) throw new Error("drafts");

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

  const statement = ({ roster: { sequence }, payload }: DraftedRoster, who: Vault, issued: string) =>
    currencyFor({ ...ceremony, founded: { stewards: [who] } }, { sequence, payload }, at(issued));
  const calledCurrent = (document: PublicDocument, currency: SignedDocument): PublicDocument =>
    document.kind === "roster" ? { ...document, currency } : document;
  const whoStays = ceremony.stewards.slice(0, 2);

  test("an old roster whose signers all stay keeps the statements of one who left, in its place in the line", () => {
    const old = by(first.payload, whoStays);
    const { known, refused } = gathered(
      calledCurrent(old, statement(first, ibis, "2027-01-05")),
      calledCurrent(old, statement(first, crane, "2027-01-12")),
      calledCurrent(old, statement(first, egret, "2027-01-20")),
      calledCurrent(by(second.payload, [crane, ibis]), statement(second, ibis, "2027-01-19")),
      by(third.payload, [crane, egret]),
    );
    expect(refused).toEqual([]);
    expect(kinds(known)).toEqual([]);
    expect(known.rosters.map(({ anchor, isOfNewest }) => [anchor, isOfNewest])).toEqual([
      [0, true],
      [0, false],
      [1, true],
    ]);
    expect(known.rosters[0]?.currencies).toHaveLength(3);
  });

  test("the stolen key of one who left calls no old roster current after the move", () => {
    const old = by(first.payload, whoStays);
    const stolen = calledCurrent(old, statement(first, ibis, "2027-01-20"));
    const genuine = calledCurrent(old, statement(first, crane, "2027-01-15"));
    const { known } = gathered(genuine, stolen);
    const now = at("2027-01-20");
    // As history it stands under the old anchor; in force it is nothing, whoever asks.
    expect(known.rosters[0] && newestCurrency(known.rosters[0])?.currency.issued).toBe(at("2027-01-15"));
    const annexes = named(documents.filter(({ kind }) => kind === "annex"));
    const published = [...annexes, ...named([genuine])];
    expect(planPublication(line, published, named([stolen]), now, sodium).files).toEqual([]);
    if (stolen.kind !== "roster" || !stolen.currency) throw new Error("a statement");
    const file = { roster: stolen.roster, currency: stolen.currency };
    expect(codeOf(() => VerifiedRoster.verify(inForce(line), file, now, sodium))).toBe("steward-unknown");
    // A statement dated years ahead with that key keeps nobody from freshening.
    const ahead = calledCurrent(old, statement(first, ibis, "2029-01-01"));
    const fresh = freshen(line, gathered(genuine, ahead).known, egret.signing, { issued: now, now }, sodium);
    expect(fresh.map(({ sequence }) => sequence)).toEqual([1]);
  });

  test("what an old anchor's roster superseded doesn't come back because the new one doesn't know that roster", () => {
    const { known } = gathered(
      by(first.payload, whoStays),
      by(emergency[0]?.payload ?? first.payload, [crane, ibis]),
    );
    const now = at("2027-01-20");
    expect(rosterInForce(known.rosters, now)).toBeUndefined();
    const fresh = () => freshen(line, known, crane.signing, { issued: now, now }, sodium);
    expect(ceremonyCodeOf(fresh)).toBe("in-force-moved");
    expect(fresh).toThrow(/an anchor that was moved away from: .* assemble one under the new anchor/);
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
