import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseDocuments } from "../../../client/bundle/documents.ts";
import type { Act } from "../../../client/casebook/acts.ts";
import { ACTS_NAME, DOCUMENTS_NAME, encodeHead, HEAD_NAME } from "../../../client/casebook/casebook-file.ts";
import { type Line, signAct } from "../../../client/casebook/line.ts";
import { type ActDigest, newDeviceId, type ReviewerKey } from "../../../client/casebook/names.ts";
import type { What } from "../../../client/casebook/what.ts";
import { sealCasebook } from "../../../client/casebook/write-casebook.ts";
import { buildWorkbench } from "../../../client/workbench/build/build.ts";
import { en } from "../../../client/workbench/strings/en.ts";
import { MOST_SHOWN } from "../../../client/workbench/worker/parts.ts";
import { hybridPublicKey } from "../../../crypto/age/identities.ts";
import { hybridRecipient } from "../../../crypto/age/recipients.ts";
import { seal } from "../../../crypto/age/seal.ts";
import { collect } from "../../../crypto/bytes.ts";
import type { SigningSeed } from "../../../crypto/ed25519.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import { packPaddedTar } from "../../../crypto/tar.ts";
import { DAY, digestOfAct, newPerson, sodium, tipNamed } from "../../support/casebooks.ts";
import { type Desk, testDesk } from "../../support/desk.ts";
import { launchFirefox, SMOOTH } from "../../support/firefox.ts";
import { memoryOfFirefox, peakWhile } from "../../support/process-memory.ts";
import { WorkbenchPage } from "../../support/workbench-page.ts";
import { printMeasure } from "../measure.ts";
import { longestGap, watchGaps } from "./gaps.ts";

const UNSIGNED = 16_000;
const FORKS = 6_000;
const LABELS = 130_000;
const EMPTY_BYTES = 40 * 1024 * 1024;

interface Poisoned {
  readonly what: string;
  /** A casebook's file, sealed to the desk's first reviewer. */
  readonly file: () => Promise<Uint8Array>;
  /** What the page says of what it dropped or doubts; undefined, where nothing is wrong with any act. */
  readonly named: string | undefined;
  /** What the page says of the tip in it, once that is opened. */
  readonly opened?: string;
}

/** What casebooks that somebody poisoned take on the workbench in Firefox, and that it says what it left out. */
export async function benchPoisoned(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), "nightjar-poisoned-"));
  const workbench = join(home, "workbench.html");
  const desk = await testDesk();
  try {
    writeFileSync(workbench, await buildWorkbench());
    console.log("\nPoisoned casebooks on the workbench in Firefox, default settings\n");
    for (const { what, file, named, opened } of poisonedFor(desk)) {
      const path = join(home, "casebook.age");
      writeFileSync(path, await file());
      await using firefox = await launchFirefox(SMOOTH);
      const root = firefox.page.browser().process()?.pid ?? 0;
      const bench = new WorkbenchPage(firefox.page);
      await bench.start(workbench);
      await bench.unlock(join(desk.folder, "Wren.vault"));
      await bench.unlocked();
      await watchGaps(firefox.page);
      const idle = memoryOfFirefox(root).page;
      const began = performance.now();
      const peak = await peakWhile(root, () => bench.bring(path));
      const seconds = (performance.now() - began) / 1000;
      if (named !== undefined) await bench.sees(named);
      if (opened !== undefined) {
        await bench.click(".row");
        await bench.sees(opened);
      }
      const gap = await longestGap(firefox.page);
      printMeasure(`${what}: longest gap`, `${gap} ms`, "below 200 ms");
      printMeasure(`${what}: until it is read`, `${seconds.toFixed(1)} s`);
      printMeasure(`${what}: most memory`, `${Math.round((peak.page - idle) / 2 ** 20)} MiB`);
    }
  } finally {
    desk.remove();
    rmSync(home, { recursive: true });
  }
}

function poisonedFor(desk: Desk): readonly Poisoned[] {
  const [, heron] = desk.vaults;
  if (!heron) throw new Error("two reviewers");
  const stranger = newPerson();
  return [
    {
      what: `${UNSIGNED} lines that nobody known signed`,
      file: () => sealed(desk, signed(desk, stranger.seed, UNSIGNED, false, note)),
      named: en.casebook.unknown(UNSIGNED),
    },
    {
      what: `${FORKS} forks`,
      file: () => sealed(desk, signed(desk, heron.signing, FORKS, false, note)),
      named: en.casebook.doubted(FORKS),
    },
    {
      what: `${LABELS} labels of one tip`,
      file: () => sealed(desk, signed(desk, heron.signing, LABELS, true, label)),
      named: undefined,
      opened: en.casebook.beyond(LABELS - 1 - MOST_SHOWN),
    },
    {
      what: `${EMPTY_BYTES / 2 ** 20} MiB of empty lines`,
      file: () => emptyLines(desk),
      named: en.errors["casebook-damaged"],
    },
  ];
}

const note = (i: number): What => ({ kind: "noted", about: tipNamed(1), text: `${i}` });
const label = (i: number): What =>
  i === 0
    ? { kind: "kept", tip: tipNamed(1), form: "text", text: "a letter", attachments: [], arrived: null }
    : { kind: "labelled", about: tipNamed(1), label: `label ${i}` };

/** Acts of one key at one place of work: each behind the one before, or each the first. */
function signed(
  desk: Desk,
  seed: SigningSeed,
  count: number,
  isChain: boolean,
  whatOf: (i: number) => What,
): readonly Line[] {
  const reviewer = encodeHex(sodium.ed25519PublicKey(seed)) as ReviewerKey;
  const device = newDeviceId();
  let previous: ActDigest | null = null;
  return Array.from({ length: count }, (_, i) => {
    const act: Act = {
      ...{ instance: desk.instance.anchor.instance, reviewer, device, heads: [], on: DAY },
      ...{ previous, number: previous === null ? 1 : i + 1, what: whatOf(i) },
    };
    if (isChain) previous = digestOfAct(act);
    return signAct(act, seed, sodium);
  });
}

function sealed(desk: Desk, lines: readonly Line[]): Promise<Uint8Array> {
  const contents = { documents: parseDocuments(desk.documents), lines, attachments: [] };
  return collect(sealCasebook(contents, [recipientOf(desk)], sodium));
}

function emptyLines(desk: Desk): Promise<Uint8Array> {
  const { instance } = desk.instance.anchor;
  const head = encodeHead({ type: "nightjar-casebook/v2", instance, acts: 1, attachments: 0 });
  const files = [
    { name: HEAD_NAME, size: head.length, content: [head] },
    { name: DOCUMENTS_NAME, size: desk.documents.length, content: [desk.documents] },
    { name: ACTS_NAME, size: EMPTY_BYTES, content: [new Uint8Array(EMPTY_BYTES).fill(0x0a)] },
  ];
  return collect(seal(packPaddedTar(files), [hybridRecipient(recipientOf(desk))], sodium));
}

function recipientOf({ vaults }: Desk) {
  const [wren] = vaults;
  if (!wren) throw new Error("a reviewer");
  return hybridPublicKey(wren.longLived, sodium);
}
