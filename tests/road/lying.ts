import { readFileSync, writeFileSync } from "node:fs";
import { MOST_HEADS } from "../../client/casebook/acts.ts";
import { viewOf } from "../../client/casebook/fold.ts";
import { type Line, signAct } from "../../client/casebook/line.ts";
import { newDeviceId } from "../../client/casebook/names.ts";
import { reviewerKeyOf } from "../../client/casebook/trust.ts";
import { tipIn } from "../../client/casebook/versions.ts";
import type { TipView } from "../../client/casebook/view.ts";
import type { What } from "../../client/casebook/what.ts";
import { sealCasebook } from "../../client/casebook/write-casebook.ts";
import { readCasebooks } from "../../client/cli/casebook/casebook-files.ts";
import {
  actReaderOf,
  documentsFor,
  recipientsOf,
  reviewerAtWork,
} from "../../client/cli/casebook/reviewer-at-work.ts";
import { encodeTip, type Tip as SentTip } from "../../client/report/tip.ts";
import { openVault } from "../../client/vault/sealed-vault.ts";
import { collect } from "../../crypto/bytes.ts";
import { loadSodium } from "../../crypto/primitives/sodium.ts";
import { dayOf } from "../../protocol/day.ts";
import { SAID, type Tip } from "./sending.ts";
import { at, passphraseOf } from "./stage.ts";

/** What one of the reviewers makes of a casebook, with a program of their own: lies, each in a chain of one act. */
export async function lie(name: string, casebook: string, out: string, keptAnew: readonly Tip[]) {
  const sodium = await loadSodium();
  const vault = await openVault(
    new Uint8Array(readFileSync(at(`${name}.vault`))),
    passphraseOf(name),
    sodium,
  );
  const reviewer = await reviewerAtWork(vault, {}, sodium);
  await using casebooks = await readCasebooks([at(casebook)], reviewer);
  const { lines } = casebooks;
  const acts = actReaderOf(reviewer).actsOf(lines);
  const { instance } = reviewer.anchor;
  const sign = (what: What): Line => {
    const heads = acts.heads;
    const chain = {
      reviewer: reviewerKeyOf(vault, sodium),
      device: newDeviceId(),
      previous: null,
      number: 1,
    };
    return signAct({ instance, ...chain, heads, on: dayOf(Date.now()), what }, vault.signing, sodium);
  };
  const tips = [...viewOf(acts).tips.values()];
  const [sample] = tips.flatMap(({ kept: [said] }) =>
    said?.value.form === "report" ? tipIn(said.value) : [],
  );
  const lies = tips.flatMap((view) => [
    ...letOut(view),
    ...(sample && keptAnew.some((tip) => says(view, SAID[tip].found)) ? forged(view, sample) : []),
  ]);
  const [first] = tips;
  const crowd = Array.from({ length: MOST_HEADS + 2 }, (_, i): What[] =>
    first ? [{ kind: "noted", about: first.tip, text: `${i}` }] : [],
  );
  const contents = {
    documents: documentsFor(reviewer, acts),
    lines: [...lines, ...[...lies, ...crowd.flat()].map(sign)],
    attachments: [],
  };
  const sealed = sealCasebook(contents, await recipientsOf(reviewer), sodium);
  writeFileSync(at(out), await collect(sealed));
}

function says({ kept }: TipView, found: string): boolean {
  return kept.some(({ value }) => value.text.includes(found));
}

/** Every redaction is taken back, and everything is let out to the public, whatever its source agreed to. */
function letOut({ tip, redactions }: TipView): What[] {
  return [
    ...redactions.map(({ act }) => ({ kind: "unredacted", tip, redaction: act }) as const),
    ...redactions.map(({ act }) => ({ kind: "withdrawn", about: tip, act }) as const),
    { kind: "overridden", about: tip, audience: "public", why: "trust me" },
  ];
}

/** Kept again: the same words as a report whose source agreed to everything, and as bytes that no redaction is of. */
function forged({ kept: [said] }: TipView, sample: SentTip): What[] {
  if (!said) return [];
  const { value } = said;
  const told = value.form === "report" ? tipIn(value).report.narrative : value.text;
  const consent = ["statistics", "publish_anon", "partners", "authorities"] as const;
  const report = { ...sample.report, narrative: told, consent };
  const text = new TextDecoder().decode(encodeTip({ ...sample, report, attachments: [] }));
  return [
    { ...value, form: "report", text, attachments: [] },
    { ...value, form: "text" },
  ];
}
