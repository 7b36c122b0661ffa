import { utf8 } from "../../../crypto/bytes.ts";
import type { MayAnswer } from "../../casebook/letters.ts";
import type { TipId } from "../../casebook/names.ts";
import type { CasebookView } from "../../casebook/view.ts";
import { isAnswerable } from "../../opening/judge-reply.ts";
import type { TipContents } from "../../opening/opened-tip.ts";
import { parseTip } from "../../report/tip.ts";

/** Where a tip can be answered, as its opened envelope says. */
interface OpenedAddress {
  /** 64 hex digits; null if the tip names no address, or none that wrote it. */
  readonly address: string | null;
  /** Whether a letter there would reach whoever wrote the tip. */
  readonly canBeReached: boolean;
}

/** Which addresses tips have: as their envelopes prove where they were opened, else as reviewers kept them. */
export class TipAddresses {
  readonly #opened = new Map<TipId, OpenedAddress>();
  readonly #kept = new Map<string, string | null>();

  note(tip: TipId, contents: TipContents): void {
    if (contents.kind === "unreadable") return;
    const isReport = contents.kind === "report" && isAnswerable(contents.tip) && contents.proof !== "fails";
    const address = isReport ? (contents.tip.reply?.address ?? null) : null;
    const canBeReached = contents.kind === "report" && contents.proof === "holds";
    this.#opened.set(tip, { address, canBeReached });
  }

  /** Whether a tip was opened here, and proves an address that letters reach. @param address 64 hex digits */
  proves(tip: TipId, address: string): boolean {
    const opened = this.#opened.get(tip);
    return opened?.canBeReached === true && opened.address === address;
  }

  /** Of a tip that was only kept, one of its versions suffices: a wrong one that a colleague adds takes nothing away. */
  mayAnswer({ tips }: Pick<CasebookView, "tips">): MayAnswer {
    return (tip, address) => {
      const opened = this.#opened.get(tip);
      if (opened) return opened.address === address;
      const kept = (tips.get(tip)?.kept ?? []).filter(({ value }) => value.form === "report");
      return kept.length === 0 || kept.some(({ value }) => this.#keptAddress(value.text) === address);
    };
  }

  /** The act was parsed, so the report in it is one. */
  #keptAddress(text: string): string | null {
    const known = this.#kept.get(text);
    if (known !== undefined) return known;
    const address = parseTip(utf8(text)).reply?.address ?? null;
    this.#kept.set(text, address);
    return address;
  }
}
