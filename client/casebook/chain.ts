import { type Act, actDigest, encodeAct, MOST_HEADS } from "./acts.ts";
import { CasebookError } from "./errors.ts";
import { type Doubt, isBreak, type Refusal } from "./finding-codes.ts";
import { refuseUnseen } from "./left.ts";
import type { Line, ReadLine } from "./line.ts";
import type { ActDigest, DeviceId, ReviewerKey } from "./names.ts";
import { Past } from "./past.ts";

/** An act that its reviewer signed and that counts. */
export interface SignedAct {
  readonly digest: ActDigest;
  readonly act: Act;
  readonly doubt: Doubt | null;
}

/** Something that is wrong with a casebook's acts. */
export interface Finding {
  readonly code: Refusal | Doubt;
  readonly line: Line;
  /** The act that is refused or in doubt; null if the line holds none. */
  readonly digest: ActDigest | null;
  /** What the act says of itself: of a refused one, that may be a lie. */
  readonly act: Act | null;
  /** The acts that are missing, or that it forks from, of these ten at most; ascending. */
  readonly others: readonly ActDigest[];
}

/** The acts of a casebook, in an order in which none stands before one that its reviewer had seen. */
export interface Acts {
  readonly signed: readonly SignedAct[];
  /** By code, then by the day that the act says. */
  readonly findings: readonly Finding[];
  readonly past: Past;
  /** The acts that no other act has seen, ascending: what somebody who has read all this has seen. */
  readonly heads: readonly ActDigest[];
  /** The reviewers of today, as far as is known. */
  readonly inForce: ReadonlySet<ReviewerKey>;
}

interface Node {
  readonly line: Line;
  readonly digest: ActDigest;
  readonly act: Act;
}

/**
 * What the lines say together, whatever order they came in.
 * @param lines each read by `readLine`
 * @param inForce the reviewers of today: what others did counts as far as one of these has seen it
 */
export function linkActs(lines: readonly ReadLine[], inForce: ReadonlySet<ReviewerKey>): Acts {
  const ordered = [...refuseUnseen(lines, inForce)].sort((a, b) =>
    a.line < b.line ? -1 : a.line > b.line ? 1 : 0,
  );
  const named = new Map<ActDigest, Act | null>();
  for (const { digest, act } of ordered) if (digest && !named.get(digest)) named.set(digest, act);
  const counted = new Map(ordered.flatMap((read) => (read.kind === "signed" ? [[read.digest, read]] : [])));
  const past = new Past([...counted.values()]);
  const own = ownFindings([...counted.values()], named);
  return {
    signed: withDoubts(past.order, counted, own),
    findings: sorted([...refusals(ordered), ...own.values()]),
    past,
    heads: headsOf([...counted.values()]),
    inForce,
  };
}

/** What somebody has read, as far as it decides on the next act. */
type HaveRead = Pick<Acts, "signed" | "heads">;

type Me = Pick<Act, "instance" | "reviewer" | "device">;

/**
 * Several acts of a reviewer, each behind the one before it, without reading everything anew in between.
 * @throws CasebookError chain-forked; act-malformed, act-too-large
 */
export function nextActs(
  acts: HaveRead,
  me: Me,
  on: Act["on"],
  whats: readonly Act["what"][],
): readonly Act[] {
  let known = acts;
  return whats.map((what) => {
    const act = nextAct(known, me, on, what);
    known = withOneMore(known, act);
    return act;
  });
}

function withOneMore({ signed, heads }: HaveRead, act: Act): HaveRead {
  const digest = actDigest(encodeAct(act));
  const seen = new Set([act.previous, ...act.heads]);
  return {
    signed: [...signed, { digest, act, doubt: null }],
    heads: [...heads.filter((head) => !seen.has(head)), digest].sort(),
  };
}

/**
 * The next act of a reviewer at a place of work who has read all of this.
 * @throws CasebookError chain-forked: the place of work needs a new name (`newDeviceId`)
 */
export function nextAct(acts: HaveRead, me: Me, on: Act["on"], what: Act["what"]): Act {
  const chain = acts.signed.filter(({ act }) => act.reviewer === me.reviewer && act.device === me.device);
  const last = chain.at(-1);
  if (chain.some(({ doubt }) => doubt !== null && doubt !== "head-missing" && doubt !== "previous-missing")) {
    throw new CasebookError("chain-forked");
  }
  return {
    instance: me.instance,
    reviewer: me.reviewer,
    device: me.device,
    previous: last?.digest ?? null,
    heads: headsToName(acts, last?.digest, what.kind === "accepted" ? what.acts : []),
    number: (last?.act.number ?? 0) + 1,
    on,
    what,
  };
}

/**
 * As many heads as an act may name, one of each reviewer in turn, so that nobody's many keep out another's; ascending.
 * @param accepted acts that it names in any case
 */
function headsToName(
  { heads, signed }: HaveRead,
  last: ActDigest | undefined,
  accepted: readonly ActDigest[],
): ActDigest[] {
  const named = new Set<ActDigest | undefined>([last, ...accepted]);
  const open = new Set(heads.filter((head) => !named.has(head)));
  const room = MOST_HEADS - accepted.length;
  if (open.size <= room) return [...accepted, ...open].sort();
  const each = Map.groupBy(
    signed.filter(({ digest }) => open.has(digest)),
    ({ act }) => act.reviewer,
  );
  const turns = [...each.values()].flatMap((of) => of.map(({ digest }, turn) => ({ digest, turn })));
  turns.sort((a, b) => a.turn - b.turn);
  return [...accepted, ...turns.slice(0, room).map(({ digest }) => digest)].sort();
}

function refusals(lines: readonly ReadLine[]): Finding[] {
  return lines.flatMap((read) => (read.kind === "refused" ? [{ ...read, others: [] }] : []));
}

/** Of a thousand acts that fork from each other, each would name all. */
const MOST_OTHERS = 10;

/** What is wrong with an act by itself or beside its neighbours, at most one thing each. */
function ownFindings(
  signed: readonly Node[],
  named: ReadonlyMap<ActDigest, Act | null>,
): Map<ActDigest, Finding> {
  const places = Map.groupBy(signed, ({ act }) => `${chainOf(act)} ${act.number}`);
  const successors = Map.groupBy(signed, ({ act }) => `${chainOf(act)} ${act.previous}`);
  return new Map(
    signed.flatMap((node) => {
      const { act, digest } = node;
      const finding = (code: Doubt, others: readonly ActDigest[]): [ActDigest, Finding][] => [
        [digest, { code, line: node.line, digest, act, others }],
      ];
      const rivals = new Set([
        ...(places.get(`${chainOf(act)} ${act.number}`) ?? []).slice(0, MOST_OTHERS + 1),
        ...(successors.get(`${chainOf(act)} ${act.previous}`) ?? []).slice(0, MOST_OTHERS + 1),
      ]);
      if (rivals.size > 1) {
        const others = [...rivals].map((rival) => rival.digest).filter((other) => other !== digest);
        others.sort();
        return finding("fork", others.slice(0, MOST_OTHERS));
      }
      if (act.previous && !named.has(act.previous)) return finding("previous-missing", [act.previous]);
      const before = act.previous ? named.get(act.previous) : undefined;
      if (before && chainOf(before) !== chainOf(act)) return finding("previous-foreign", []);
      if (before && before.number + 1 !== act.number) return finding("out-of-order", []);
      const missing = act.heads.filter((head) => !named.has(head));
      return missing.length > 0 ? finding("head-missing", missing) : [];
    }),
  );
}

/** A chain that is broken is in doubt from there on; an act that is only missing, where it is missed. */
function withDoubts(
  order: readonly ActDigest[],
  counted: ReadonlyMap<ActDigest, Node>,
  own: ReadonlyMap<ActDigest, Finding>,
): SignedAct[] {
  const doubts = new Map<ActDigest, Doubt | null>();
  return order.flatMap((digest) => {
    const node = counted.get(digest);
    if (!node) return [];
    const { previous } = node.act;
    const inherited = previous ? (doubts.get(previous) ?? null) : null;
    const lasting = isBreak(inherited) ? inherited : null;
    const doubt = lasting ?? ((own.get(digest)?.code ?? null) as Doubt | null);
    doubts.set(digest, doubt);
    return [{ digest, act: node.act, doubt }];
  });
}

function headsOf(signed: readonly Node[]): ActDigest[] {
  const seen = new Set(signed.flatMap(({ act }) => [act.previous, ...act.heads]));
  return signed
    .map(({ digest }) => digest)
    .filter((digest) => !seen.has(digest))
    .sort();
}

function chainOf({ reviewer, device }: Act): `${ReviewerKey} ${DeviceId}` {
  return `${reviewer} ${device}`;
}

function sorted(findings: readonly Finding[]): Finding[] {
  const key = ({ code, act, line }: Finding) =>
    [code, act?.on ?? "", String(act?.number ?? 0).padStart(9, "0"), act?.what.kind ?? "", line].join("\n");
  const keys = new Map(findings.map((finding) => [finding, key(finding)]));
  return [...keys].sort(([, a], [, b]) => (a < b ? -1 : 1)).map(([finding]) => finding);
}
