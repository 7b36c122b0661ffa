import { describe, expect, test } from "vitest";
import { DocumentStore, knownDocuments } from "../../../client/bundle/document-store.ts";
import { encodeDocuments, type PublicDocuments, parseDocuments } from "../../../client/bundle/documents.ts";
import { isKnownCourier, supersededSince } from "../../../client/bundle/known-documents.ts";
import { readPeople } from "../../../client/casebook/people.ts";
import { reviewerKeyOf, reviewersOf } from "../../../client/casebook/trust.ts";
import { draftMove } from "../../../client/ceremony/anchors.ts";
import { parseCard } from "../../../client/ceremony/cards.ts";
import { type DraftedRoster, draftAnnex } from "../../../client/ceremony/draft.ts";
import { verifyDocuments } from "../../../client/courier/verify-documents.ts";
import { newStewardVault } from "../../../client/vault/enrol.ts";
import { lineOf, type Vault, withLine } from "../../../client/vault/vault.ts";
import { encodeVault, parseVault } from "../../../client/vault/vault-text.ts";
import { hybridPublicKey } from "../../../crypto/age/identities.ts";
import type { Anchor } from "../../../crypto/documents/anchor.ts";
import { type AnchorLine, anchorLine, inForce, lineThrough } from "../../../crypto/documents/anchor-line.ts";
import {
  ANCHOR_MOVE_PAYLOAD_TYPE,
  anchorDigest,
  encodeAnchorMove,
} from "../../../crypto/documents/anchor-move.ts";
import { ANNEX_PAYLOAD_TYPE } from "../../../crypto/documents/annex.ts";
import type { SignedDocument } from "../../../crypto/documents/dsse.ts";
import { ROSTER_PAYLOAD_TYPE, rosterDigest } from "../../../crypto/documents/roster.ts";
import type { RosterFile } from "../../../crypto/documents/roster-file.ts";
import {
  at,
  cardsOf,
  drafted,
  knownFrom,
  newCeremony,
  newCourierCard,
  newReviewer,
  reviewerHeld,
  sodium,
  stewardHeld,
} from "../../support/ceremony.ts";
import { codeOf } from "../../support/code-of.ts";
import { currencyFor, signedBy } from "../../support/roster-files.ts";

// Ibis, who leaves, signed all that was before the move, and called it current; so did Wren, a reviewer, leave.
const before = newCeremony();
const [crane, heron, ibis] = before.stewards as [Vault, Vault, Vault];
const egret = newStewardVault("Egret");
const [lark, wren] = ["Lark", "Wren"].map((handle) => newReviewer(before.anchor, handle)) as [Vault, Vault];
const courier = parseCard(newCourierCard(before.anchor, "Swift"), sodium);
const courierKey = courier.key;

const move = draftMove(
  before.anchor,
  [crane, heron, egret].map((vault) => stewardHeld(vault).card),
  2,
);
const signedMove = signedBy(ANCHOR_MOVE_PAYLOAD_TYPE, encodeAnchorMove(move), [crane.signing, heron.signing]);
const line = anchorLine(before.anchor, [signedMove], sodium);
const after = { ...before, stewards: [crane, heron, egret], anchor: inForce(line), line };

const pair = (draft: DraftedRoster, by: readonly Vault[], issued: string, who: Vault): RosterFile => ({
  roster: signedBy(
    ROSTER_PAYLOAD_TYPE,
    draft.payload,
    by.map(({ signing }) => signing),
  ),
  currency: currencyFor(
    { ...before, founded: { stewards: [who] } },
    { sequence: draft.roster.sequence, payload: draft.payload },
    at(issued),
  ),
});
const annexBy = async (draft: DraftedRoster, cards: ReturnType<typeof cardsOf>, by: readonly Vault[]) =>
  signedBy(
    ANNEX_PAYLOAD_TYPE,
    await draftAnnex(draft, cards, sodium),
    by.map(({ signing }) => signing),
  );

const oldCards = cardsOf(before, [reviewerHeld(lark), reviewerHeld(wren), courier]);
const [first] = drafted(before, oldCards, "2027-01-01") as [DraftedRoster];
const old = pair(first, [crane, ibis], "2027-01-05", ibis);
const oldAnnex = await annexBy(first, oldCards, [crane, ibis]);
const known = knownFrom(before, [
  { kind: "roster", ...old },
  { kind: "annex", annex: oldAnnex },
]);
const newCards = cardsOf(after, [reviewerHeld(lark)]);
const [second] = drafted(after, newCards, "2027-01-15", { known }) as [DraftedRoster];
const fresh = pair(second, [crane, egret], "2027-01-15", egret);
const newAnnex = await annexBy(second, newCards, [crane, egret]);

const documents: PublicDocuments = {
  anchor: after.anchor,
  rosters: [old, fresh],
  annexes: [oldAnnex, newAnnex],
  moves: [signedMove],
};
const storeFor = (vault: Vault, given = documents) => {
  const store = new DocumentStore(lineOf(vault), sodium);
  const refused = store.add(given);
  return { store, refused: refused.map(({ code }) => code) };
};
const followed = withLine(lark, { line, moves: [signedMove] });

describe("a reviewer, after the stewards who signed what was have left", () => {
  test.each([
    ["whose vault followed", followed],
    ["whose vault followed, read again from its file", parseVault(encodeVault(followed))],
    ["whose vault has not followed yet", lark],
  ])("%s: all that was counts, and the names of who left are those of their time", async (_who, vault) => {
    const { store, refused } = storeFor(vault);
    expect(refused).toEqual([]);
    expect(store.rosters.map(({ sequence }) => sequence)).toEqual([1, 2]);
    expect(isKnownCourier(store.annexes, courierKey)).toBe(true);
    expect([...reviewersOf(store.rosters)].sort()).toEqual(
      [lark, wren].map((each) => reviewerKeyOf(each, sodium)).sort(),
    );
    expect(store.hasMoved).toBe(vault === lark);
    const { people, recipients } = await readPeople(store, vault, sodium);
    expect(people.map(({ handle, hasLeft }) => [handle, hasLeft])).toEqual([
      ["Lark", false],
      ["Wren", true],
    ]);
    expect(recipients).toEqual([hybridPublicKey(lark.longLived, sodium)]);
  });

  test("what a casebook carries brings the moves to whoever opens it next", () => {
    const { store } = storeFor(followed);
    const needed = store.neededFor([lark, wren].map((each) => reviewerKeyOf(each, sodium)));
    const carried = parseDocuments(encodeDocuments(needed));
    expect(carried.moves).toEqual([signedMove]);
    expect(carried.rosters).toHaveLength(2);
    expect(storeFor(wren, carried)).toMatchObject({ refused: [], store: { hasMoved: true } });
  });

  test("two rival moves of one anchor: neither is followed, in whatever order they come", () => {
    const rival = draftMove(before.anchor, [stewardHeld(crane).card, stewardHeld(heron).card], 2);
    const signed = signedBy(ANCHOR_MOVE_PAYLOAD_TYPE, encodeAnchorMove(rival), [
      crane.signing,
      heron.signing,
    ]);
    for (const moves of [
      [signedMove, signed],
      [signed, signedMove],
    ])
      expect(lineThrough([before.anchor], moves, sodium)).toEqual({ line: [before.anchor], followed: [] });
    expect(lineThrough([before.anchor], [signedMove, signedMove], sodium).line).toEqual(line);
    expect(lineThrough(line, [signed], sodium).line).toBe(line);
  });

  test("a move back to an anchor of the line is followed nowhere, whoever signed it", () => {
    const back = { from: anchorDigest(after.anchor), to: before.anchor };
    const signed = signedBy(ANCHOR_MOVE_PAYLOAD_TYPE, encodeAnchorMove(back), [crane.signing, egret.signing]);
    expect(codeOf(() => anchorLine(before.anchor, [signedMove, signed], sodium))).toBe("document-foreign");
    expect(lineThrough(line, [signed], sodium)).toEqual({ line, followed: [] });
  });

  test("documents that came before the move was known count on once it is", () => {
    const store = new DocumentStore(lineOf(lark), sodium);
    const { moves: _, ...without } = documents;
    expect(store.add(without).map(({ code }) => code)).toEqual(["steward-unknown", "steward-unknown"]);
    expect(store.add(documents)).toEqual([]);
    expect(store.rosters.map(({ sequence }) => sequence)).toEqual([1, 2]);
  });

  test("one who joined after the move, with the newest anchor alone, can't judge what was before", () => {
    const newcomer = { ...lark, anchor: after.anchor, earlier: [] };
    const { store, refused } = storeFor(newcomer);
    expect(refused).toEqual(["steward-unknown", "steward-unknown"]);
    expect(store.rosters.map(({ sequence }) => sequence)).toEqual([2]);
  });
});

describe("stolen keys of stewards who left", () => {
  const [third] = drafted(before, oldCards, "2027-02-01", {
    known: knownFrom(after, [
      { kind: "roster", ...old },
      { kind: "roster", ...fresh },
    ]),
  }) as [DraftedRoster];

  test("enough of them make no roster and no annex after the move, for whoever has seen one of the new", async () => {
    const forged = pair(third, [crane, ibis], "2027-02-01", ibis);
    const annex = await annexBy(third, oldCards, [crane, ibis]);
    const given = { ...documents, rosters: [old, fresh, forged], annexes: [oldAnnex, newAnnex, annex] };
    for (const vault of [followed, lark]) {
      const { store, refused } = storeFor(vault, given);
      expect(refused).toEqual(["steward-unknown", "steward-unknown"]);
      expect(store.rosters.map(({ sequence }) => sequence)).toEqual([1, 2]);
      const { recipients } = await readPeople(store, vault, sodium);
      expect(recipients).toHaveLength(1);
    }
  });

  test("a move that too few of them signed leads nowhere", () => {
    const alone: SignedDocument = signedBy(ANCHOR_MOVE_PAYLOAD_TYPE, encodeAnchorMove(move), [ibis.signing]);
    const { refused, store } = storeFor(lark, { ...documents, moves: [alone] });
    expect(store.hasMoved).toBe(false);
    expect(refused).toHaveLength(2);
  });
});

describe("a roster that another took the place of", () => {
  const known = ({ roster, payload }: DraftedRoster) => ({ ...roster, digest: rosterDigest(payload) });
  const joining = (handles: readonly Vault[], from: string, sequence: number) => {
    const cards = cardsOf(before, handles.map(reviewerHeld));
    const [draft] = drafted(before, cards, from, { count: 1 }) as [DraftedRoster];
    return { ...known(draft), sequence };
  };

  test("is superseded when somebody's key is left out, and not when somebody only joined", () => {
    const mine = known(first);
    const heron2 = newReviewer(before.anchor, "Robin");
    const joined = joining([lark, wren, heron2], "2027-01-15", 2);
    const left = joining([lark], "2027-01-20", 3);
    expect(supersededSince(mine, [mine, joined])).toBeUndefined();
    expect(supersededSince(mine, [mine, joined, left])).toBe(at("2027-01-20"));
    expect(supersededSince(joined, [mine, joined, left])).toBe(at("2027-01-20"));
  });
});

describe("a courier", () => {
  const seen = (anchor: Anchor, given = documents) => verifyDocuments(anchor, encodeDocuments(given), sodium);

  test("with the first anchor follows what its stewards signed, and is told", () => {
    expect(seen(before.anchor)).toEqual({ movedTo: after.anchor, unseen: 0 });
  });

  test("with the newest alone carries what was before unlooked at, and is told how much", () => {
    expect(seen(after.anchor)).toEqual({ movedTo: undefined, unseen: 2 });
  });

  test("refuses another anchor, and documents that nobody in the line signed", () => {
    expect(() => seen(newCeremony().anchor)).toThrow(/another instance, or its anchor has moved/);
    const strange = newCeremony();
    const roster = pair(first, strange.stewards.slice(0, 2), "2027-01-05", ibis);
    expect(() => seen(before.anchor, { ...documents, rosters: [roster] })).toThrow(/no steward/);
  });

  test("a bundle's documents are judged by the line of whoever opens it", () => {
    const own = { line: [before.anchor] as AnchorLine, moves: [] };
    expect(knownDocuments(own, documents, sodium)).toMatchObject({ refused: [], hasMoved: true });
  });
});
