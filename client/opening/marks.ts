import { equalBytes } from "../../crypto/bytes.ts";
import type { InstanceId } from "../../crypto/documents/anchor.ts";
import { type Day, dayOf } from "../../protocol/day.ts";
import { type KnownRoster, supersededSince } from "../bundle/known-documents.ts";
import type { Tip } from "../report/tip.ts";
import type { ReplyProof } from "./judge-reply.ts";
import type { StanzaCount } from "./opened-tip.ts";
import type { AmongReplies } from "./replies.ts";

/**
 * Something about an envelope that its reader should know, with what it rests on; nothing here keeps it from being
 * read. SPEC.md, "Marks", says when each is due, and which are alarms.
 */
export type Mark =
  | {
      readonly kind:
        | "other-instance"
        | "unknown-roster"
        | "report-unreadable"
        | "by-hand"
        | "not-compared"
        | "reply-unproven"
        | "mailbox-weak"
        | "tip-replayed"
        | "reply-changed";
    }
  /** Its roster isn't at hand; `next`, which is, names it as the one before. */
  | { readonly kind: "earlier-roster"; readonly next: number }
  | {
      readonly kind: "superseded-roster";
      readonly sequence: number;
      readonly since: Day;
      readonly came: Day;
    }
  /** The same, of an envelope of which nobody says when it came. */
  | { readonly kind: "perhaps-superseded"; readonly sequence: number; readonly since: Day }
  | { readonly kind: "after-period"; readonly sequence: number; readonly ended: Day; readonly came: Day }
  | {
      readonly kind: "sealed-selectively";
      readonly stanzas: StanzaCount;
      readonly reviewers: number;
    }
  /** Names of files: listed and not there, there and not listed, there with another size than listed. */
  | {
      readonly kind: "files-differ";
      readonly missing: readonly string[];
      readonly unlisted: readonly string[];
      readonly resized: readonly string[];
    };

/** Every kind of mark, and whether it calls for somebody's attention before anything else. */
const IS_ALARM: Readonly<Record<Mark["kind"], boolean>> = {
  "other-instance": true,
  "unknown-roster": true,
  "superseded-roster": true,
  "sealed-selectively": true,
  "files-differ": true,
  "report-unreadable": true,
  "reply-unproven": true,
  "mailbox-weak": true,
  "tip-replayed": true,
  "reply-changed": true,
  "earlier-roster": false,
  "perhaps-superseded": false,
  "after-period": false,
  "by-hand": false,
  "not-compared": false,
};

export const MARKS = Object.keys(IS_ALARM) as readonly Mark["kind"][];

export function isAlarm(kind: Mark["kind"]): boolean {
  return IS_ALARM[kind];
}

/** What an envelope is compared with. */
export interface Expected {
  /** Undefined if nobody said which. */
  readonly instance: InstanceId | undefined;
  /** Every roster that the stewards are known to have signed. */
  readonly rosters: readonly KnownRoster[];
}

/** What is judged of an envelope that opened; `OpenedTip` is it, and more. */
export interface Judged {
  /** The UTC day on which it came, as the server says; null if nobody does. */
  readonly day: Day | null;
  readonly stanzas: StanzaCount;
  readonly contents:
    | {
        readonly kind: "report";
        readonly tip: Tip;
        readonly files: readonly SizedFile[];
        readonly proof?: ReplyProof | undefined;
      }
    | { readonly kind: "unreadable" }
    | { readonly kind: "by-hand" };
  /** What other tips from the same address say of it; undefined for nothing. */
  readonly among?: AmongReplies | undefined;
}

interface SizedFile {
  readonly name: string;
  readonly size: number;
}

/** The one place that judges a tip. */
export function marksOf(judged: Judged, expected: Expected): readonly Mark[] {
  const { contents } = judged;
  if (contents.kind === "by-hand") return [{ kind: "by-hand" }];
  if (contents.kind === "unreadable") return [{ kind: "report-unreadable" }];
  const { tip, files } = contents;
  return [
    ...aboutOrigin(judged, tip, expected),
    ...aboutFiles(tip, files),
    ...aboutReply(contents.proof, judged.among),
  ];
}

/** What doesn't prove its address says nothing against others who have it. */
function aboutReply(proof: ReplyProof | undefined, among: AmongReplies | undefined): Mark[] {
  if (proof === undefined) return [];
  if (proof === "fails") return [{ kind: "reply-unproven" }];
  return [...(among ? [{ kind: among }] : []), ...(proof === "holds" ? [] : [{ kind: proof }])];
}

function aboutOrigin(judged: Judged, tip: Tip, { instance, rosters }: Expected): Mark[] {
  if (instance && !equalBytes(tip.instance, instance)) return [{ kind: "other-instance" }];
  if (rosters.length === 0) return [{ kind: "not-compared" }];
  const roster = rosters.find(({ digest }) => equalBytes(digest, tip.roster));
  if (roster) return [...aboutTime(judged, roster, rosters), ...aboutReviewers(judged, roster)];
  const next = rosters.find(({ previous }) => previous && equalBytes(tip.roster, previous));
  return [next ? { kind: "earlier-roster", next: next.sequence } : { kind: "unknown-roster" }];
}

/** A roster that was replaced within its period had a reviewer revoked, say: who still served it, and why? */
function aboutTime({ day: came }: Judged, roster: KnownRoster, rosters: readonly KnownRoster[]): Mark[] {
  const { sequence } = roster;
  const [replaced, ended] = [supersededSince(roster, rosters), dayOf(roster.notAfter * 1000)];
  const since = replaced === undefined ? undefined : dayOf(replaced * 1000);
  if (came === null) return since === undefined ? [] : [{ kind: "perhaps-superseded", sequence, since }];
  if (since !== undefined && came > since) return [{ kind: "superseded-roster", sequence, since, came }];
  return came >= ended ? [{ kind: "after-period", sequence, ended, came }] : [];
}

function aboutReviewers({ stanzas }: Judged, { reviewers }: KnownRoster): Mark[] {
  const exact = stanzas.hybrid === reviewers.length && stanzas.all === stanzas.hybrid;
  return exact ? [] : [{ kind: "sealed-selectively", stanzas, reviewers: reviewers.length }];
}

function aboutFiles({ attachments }: Tip, files: readonly SizedFile[]): Mark[] {
  const [listed, found] = [sizesOf(attachments), sizesOf(files)];
  const missing = [...listed.keys()].filter((name) => !found.has(name));
  const unlisted = [...found.keys()].filter((name) => !listed.has(name));
  const resized = [...found.keys()].filter(
    (name) => listed.has(name) && listed.get(name) !== found.get(name),
  );
  const differ = missing.length + unlisted.length + resized.length > 0;
  return differ ? [{ kind: "files-differ", missing, unlisted, resized }] : [];
}

function sizesOf(files: readonly SizedFile[]): ReadonlyMap<string, number> {
  return new Map(files.map(({ name, size }) => [name, size]));
}
