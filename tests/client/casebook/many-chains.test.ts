import { expect, test } from "vitest";
import { MOST_HEADS } from "../../../client/casebook/acts.ts";
import { nextAct, nextActs } from "../../../client/casebook/chain.ts";
import { signAct } from "../../../client/casebook/line.ts";
import { newDeviceId } from "../../../client/casebook/names.ts";
import { DAY, type Desk, desks, INSTANCE, keep, sodium, tipNamed } from "../../support/casebooks.ts";

/** An act that follows no other. */
const chainOf = ({ person }: Desk, text: string) =>
  signAct(
    {
      instance: INSTANCE,
      reviewer: person.key,
      device: newDeviceId(),
      previous: null,
      heads: [],
      number: 1,
      on: DAY,
      what: { kind: "noted", about: tipNamed(1), text },
    },
    person.seed,
    sodium,
  );

test("a reviewer's 1,002 chains of one act take no act of anybody out of the casebook", () => {
  const [honest, liar] = desks(2).desks as [Desk, Desk];
  const tip = keep(honest, 1, ["internal"]);
  const chains = Array.from({ length: MOST_HEADS + 2 }, (_, i) => chainOf(liar, `${i}`));
  honest.merge(chains);
  honest.do({ kind: "redacted", tip, field: "narrative", from: 0, to: 5, why: "named" });
  const first = honest.acts.signed.findLast(({ act }) => act.what.kind === "redacted");
  expect(first?.act.heads).toHaveLength(MOST_HEADS);
  honest.do({ kind: "noted", about: tip, text: "after it" });
  expect(honest.acts.findings).toEqual([]);
  expect(honest.acts.heads).toHaveLength(1);
  expect(honest.view.tips.get(tip)?.redactions).toHaveLength(1);
});

test("where there are more than an act may name, one of each reviewer comes before the second of any", () => {
  const [me, liar, late] = desks(3).desks as [Desk, Desk, Desk];
  me.merge(Array.from({ length: MOST_HEADS + 200 }, (_, i) => chainOf(liar, `${i}`)));
  me.merge([chainOf(late, "mine")]);
  const named = me.acts.signed.find(({ act }) => act.reviewer === late.person.key)?.digest;
  me.do({ kind: "noted", about: tipNamed(1), text: "seen" });
  const own = me.acts.signed.find(({ act }) => act.reviewer === me.person.key);
  expect(own?.act.heads).toHaveLength(MOST_HEADS);
  expect(own?.act.heads).toContain(named);
});

test("acts of one step are those that somebody would write who read everything anew after each", () => {
  const [me, other] = desks(2).desks as [Desk, Desk];
  const tip = keep(me, 1, ["internal"]);
  other.merge(me.lines);
  other.do({ kind: "noted", about: tip, text: "theirs" });
  // More heads than the first act may name: the second names the rest.
  other.merge(Array.from({ length: MOST_HEADS + 2 }, (_, i) => chainOf(other, `${i}`)));
  me.merge(other.lines);
  const { key: reviewer, device, seed } = me.person;
  const whats = ["one", "two", "three"].map((text) => ({ kind: "noted", about: tip, text }) as const);
  const step = nextActs(me.acts, { instance: INSTANCE, reviewer, device }, DAY, whats);
  for (const [i, what] of whats.entries()) {
    const act = nextAct(me.acts, { instance: INSTANCE, reviewer, device }, DAY, what);
    expect(step[i]).toEqual(act);
    me.merge([signAct(act, seed, sodium)]);
  }
  expect(step.map(({ heads }) => heads.length)).toEqual([MOST_HEADS, 3, 0]);
});
