import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ActReader } from "../../client/casebook/act-reader.ts";
import { nextAct } from "../../client/casebook/chain.ts";
import { type Line, signAct } from "../../client/casebook/line.ts";
import { newDeviceId, type ReviewerKey, type TipId } from "../../client/casebook/names.ts";
import type { What } from "../../client/casebook/what.ts";
import { sealCasebook } from "../../client/casebook/write-casebook.ts";
import type { Report } from "../../client/report/report.ts";
import { encodeTip } from "../../client/report/tip.ts";
import { hybridPublicKey } from "../../crypto/age/identities.ts";
import { collect } from "../../crypto/bytes.ts";
import { encodeHex } from "../../crypto/encoding.ts";
import { DAY, sodium, tipNamed } from "./casebooks.ts";
import type { Desk } from "./desk.ts";

/** Writes the casebook of acts that a desk's first reviewer did, for that reviewer, into its folder; returns its path. */
export async function writeCasebook(desk: Desk, name: string, whats: readonly What[]): Promise<string> {
  const [vault] = desk.vaults;
  if (!vault) throw new Error("a vault");
  const { instance } = desk.instance.anchor;
  const reviewer = encodeHex(sodium.ed25519PublicKey(vault.signing)) as ReviewerKey;
  const me = { instance, reviewer, device: newDeviceId() };
  const reader = new ActReader({ instance, reviewers: new Set([reviewer]), signatures: sodium });
  const lines: Line[] = [];
  for (const what of whats) {
    lines.push(signAct(nextAct(reader.actsOf(lines), me, DAY, what), vault.signing, sodium));
  }
  const recipients = [hybridPublicKey(vault.longLived, sodium)];
  const path = join(desk.folder, name);
  writeFileSync(
    path,
    await collect(
      sealCasebook(
        { documents: { anchor: desk.instance.anchor, rosters: [], annexes: [] }, lines, attachments: [] },
        recipients,
        sodium,
      ),
    ),
  );
  return path;
}

/** The act that keeps a report, as a reviewer of this desk's instance does. */
export function keptReport(desk: Desk, number: number, report: Report): Extract<What, { kind: "kept" }> {
  const { anchor, roster } = desk.instance;
  const tip = { instance: anchor.instance, roster: roster.digest, language: "en", report, attachments: [] };
  const text = new TextDecoder().decode(encodeTip(tip));
  return {
    kind: "kept",
    tip: tipNamed(number) as TipId,
    form: "report",
    text,
    attachments: [],
    arrived: DAY,
  };
}
