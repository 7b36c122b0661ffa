import { expect, test } from "vitest";
import { DocumentStore } from "../../../client/bundle/document-store.ts";
import { readPeople } from "../../../client/casebook/people.ts";
import { draftAnnex } from "../../../client/ceremony/draft.ts";
import { lineOf } from "../../../client/vault/vault.ts";
import { hybridPublicKey } from "../../../crypto/age/identities.ts";
import { parseAnnex } from "../../../crypto/documents/annex.ts";
import { rosterDigest } from "../../../crypto/documents/roster.ts";
import {
  cardsOf,
  drafted,
  newCeremony,
  newReviewer,
  published,
  reviewerHeld,
  sodium,
} from "../../support/ceremony.ts";

const ceremony = newCeremony();
const vaults = ["Lark", "Wren"].map((handle) => newReviewer(ceremony.anchor, handle));
const cards = cardsOf(ceremony, vaults.map(reviewerHeld));
const [draft, later] = drafted(ceremony, cards, "2027-01-01");
if (!draft || !later) throw new Error("a draft");
const annex = parseAnnex(await draftAnnex(draft, cards, sodium));
/** Signed ahead: its roster is published when its time has come. */
const ahead = parseAnnex(await draftAnnex(later, cards, sodium));
const roster = { ...draft.roster, digest: rosterDigest(draft.payload) };
const store = { rosters: [roster], annexes: [annex, ahead], annexesOfToday: [annex, ahead] };

test.each(vaults)(
  "$handle finds every colleague in the annex that the ceremony made, also once the periods are destroyed",
  async (vault) => {
    const recipients = vaults.map(({ longLived }) => hybridPublicKey(longLived, sodium).join());
    for (const periods of [vault.periods, vault.periods.map((period) => ({ ...period, identities: null }))]) {
      const known = await readPeople(store, { ...vault, periods }, sodium);
      expect(known.annex).toBe(annex);
      expect(known.people.map(({ handle }) => handle)).toEqual(["Lark", "Wren"]);
      expect(known.recipients.map((recipient) => recipient.join()).sort()).toEqual(recipients.sort());
    }
  },
);

test("whose name looks like another's is told apart by the key, also from one who has left", async () => {
  const [lark, wren] = vaults;
  if (!lark || !wren) throw new Error("two reviewers");
  const double = newReviewer(ceremony.anchor, "L\u0430rk");
  const first = await published(ceremony, [lark, wren], "2027-01-01");
  const second = await published(ceremony, [wren, double], "2027-02-01", first.known);
  const both = new DocumentStore(lineOf(wren), sodium);
  for (const { documents } of [first, second]) expect(both.add(documents)).toEqual([]);
  const { people } = await readPeople(both, wren, sodium);
  expect(people.map(({ key, handle }) => handle.replace(key.slice(0, 8), "its key")).sort()).toEqual([
    "Lark (its key)",
    "L\u0430rk (its key)",
    "Wren",
  ]);
});

test("who was revoked reads no casebook sealed afterwards: where the newest list doesn't open, it is for oneself alone", async () => {
  const [lark, wren] = vaults;
  if (!lark || !wren) throw new Error("two reviewers");
  const left = cardsOf(ceremony, [reviewerHeld(wren)]);
  const [, alone] = drafted(ceremony, left, "2027-01-01");
  if (!alone) throw new Error("a draft");
  const entered = { ...alone.roster, digest: rosterDigest(alone.payload) };
  const without = parseAnnex(await draftAnnex(alone, left, sodium));
  const newer = { rosters: [roster, entered], annexes: [annex, without], annexesOfToday: [annex, without] };
  const own = (vault: typeof lark) => hybridPublicKey(vault.longLived, sodium);
  expect((await readPeople(newer, wren, sodium)).recipients).toEqual([own(wren)]);
  const known = await readPeople(newer, lark, sodium);
  expect(known).toMatchObject({ annex: undefined, recipients: [own(lark)] });
  expect(known.people.every(({ hasLeft }) => hasLeft)).toBe(true);
  // An older bundle that is opened afterwards changes nothing: its list is known to be older.
  expect((await readPeople({ ...newer, annexes: [without, annex] }, wren, sodium)).recipients).toEqual([
    own(wren),
  ]);
});
