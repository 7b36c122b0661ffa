import { parseHybridRecipient, type X25519Key } from "../../../crypto/age/recipient-keys.ts";
import { hybridRecipient } from "../../../crypto/age/recipients.ts";
import { seal } from "../../../crypto/age/seal.ts";
import { collect, equalBytes, utf8 } from "../../../crypto/bytes.ts";
import { signDocument } from "../../../crypto/documents/dsse.ts";
import { parseVerifyingKey } from "../../../crypto/ed25519.ts";
import { parseHex } from "../../../crypto/encoding.ts";
import { dayOf } from "../../../protocol/day.ts";
import { joinSlots, type Slot } from "../../../protocol/letters.ts";
import { readBlob } from "../../browser/read-blob.ts";
import { CasebookError } from "../../casebook/errors.ts";
import { type Correspondent, planMailbag } from "../../casebook/mailbag-plan.ts";
import { type SlotName, slotNameOf, type TipId } from "../../casebook/names.ts";
import {
  encodeLetterDraft,
  type LetterDraft,
  letterText,
  type SignedLetter,
  signedLetter,
  signersNeeded,
} from "../../casebook/signed-letter.ts";
import type { What } from "../../casebook/what.ts";
import { encodeLetter, LETTER_PAYLOAD_TYPE, roomLeftIn } from "../../letters/letter.ts";
import { makeMailbag } from "../../letters/mailbag.ts";
import type { Casebook } from "./casebook.ts";
import type { Wanting } from "./casebook-messages.ts";
import type { Unlocked } from "./unlocked.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Writes letters in this reviewer's name, and makes mailbags of them. */
export class Letters {
  readonly #unlocked: Unlocked;
  readonly #casebook: Casebook;
  /** The mailbags that were handed to the browser and aren't known to be on a disk, and what is in each. */
  readonly #handed: { readonly bytes: Bytes; readonly acts: readonly What[] }[] = [];

  constructor(unlocked: Unlocked, casebook: Casebook) {
    this.#unlocked = unlocked;
    this.#casebook = casebook;
  }

  /**
   * Signs a letter. If this reviewer's signature is enough it stands in the casebook; else a sealed draft is for a
   * colleague, and nothing is done yet.
   * @throws CasebookError letters-not-given, letter-refused (what no letter holds), letter-too-long
   */
  async write({ tip, address, language, code, text, keeping }: Wanting): Promise<Bytes | undefined> {
    const { letters } = this.#casebook;
    const needed = signersNeeded(code, letters.roster);
    if (needed === undefined) throw new CasebookError("letters-not-given", "by the roster of today");
    const letter = {
      ...{ instance: this.#unlocked.anchor.instance, roster: letters.roster.sequence },
      ...{ address: parseVerifyingKey(address, "document-malformed"), number: letters.nextNumber(address) },
      ...{ on: dayOf(Date.now()), language, code, text },
    };
    if (roomLeftIn(letter, needed) < 0) throw new CasebookError("letter-too-long", `${text.length}`);
    const document = this.#signed({ payload: encodeLetter(letter), signatures: [] });
    if (needed > 1) return await this.#sealed({ tip, document, refusal: null });
    this.#casebook.step([...keeping, replied(tip, document, null)]);
    return undefined;
  }

  /**
   * A colleague's draft with this reviewer's signature too, or with why it has none.
   * @throws CasebookError letter-refused, also where it is this reviewer's own already; letter-elsewhere, if its tip
   * isn't here, or isn't by the address that the letter goes to
   */
  async answer(text: string, refusal: string | null): Promise<Bytes> {
    const { letters } = this.#casebook;
    if (refusal !== null) {
      const { tip, document } = letters.readDraft(text);
      return await this.#sealed({ tip, document, refusal });
    }
    const { tip, signed } = letters.draftToAnswer(text);
    return await this.#sealed({ tip, document: this.#signed(signed.document), refusal: null });
  }

  /** @throws CasebookError letter-refused, unless enough have signed it; letter-elsewhere */
  take(text: string, keeping: readonly What[]): void {
    const { tip, document, isSound } = this.#casebook.letters.draftToAnswer(text);
    if (!isSound) throw new CasebookError("letter-refused", "signatures too few");
    this.#casebook.step([...keeping, replied(tip, document, null)]);
  }

  /**
   * The next mailbag; what is in it stands in no casebook until it is known to be on a disk.
   * @param sealed hears how many of its slots are done
   */
  async makeBag(
    to: ReadonlyMap<string, Correspondent>,
    sealed: (slots: number) => void,
  ): Promise<{ readonly bytes: Bytes; readonly letters: number; readonly renewals: number }> {
    const plan = planMailbag(this.#casebook.letters.all, dayOf(Date.now()), to);
    const going = [...plan.letters, ...plan.renewals];
    const addressed = going.map(({ document, address }) => ({
      document: signedLetter(document).document,
      to: mailboxOf(to.get(address)),
    }));
    const slots: Slot[] = [];
    const bag = await makeMailbag(addressed, this.#unlocked.keys.primitives, (done, slot) => {
      slots.push(slot);
      sealed(done);
    });
    const acts = going.flatMap(({ tips, document }, i) => {
      const [tip, slot] = [tips[0], slots[i]];
      return tip && slot ? [replied(tip, document, slotNameOf(slot))] : [];
    });
    const bytes = joinSlots(bag);
    this.#handed.push({ bytes: bytes.slice(), acts });
    // It may be on a disk, or with a courier: a letter that is taken back would be answered all the same.
    if (going.length > 0) this.#casebook.leaves();
    return { bytes, letters: plan.letters.length, renewals: plan.renewals.length };
  }

  /**
   * That a mailbag is on a disk: any that was handed out may be, since its letters may reach somebody.
   * @param file as the person chose it again; null if they have looked for the last one
   * @returns whether it is the last one @throws CasebookError mailbag-not-saved; UnreadableFile
   */
  async confirm(file: Blob | null): Promise<boolean> {
    const bytes = file && (await collect(readBlob(file)));
    const at = bytes
      ? this.#handed.findIndex((bag) => equalBytes(bag.bytes, bytes))
      : this.#handed.length - 1;
    const bag = this.#handed[at];
    if (!bag && bytes) throw new CasebookError("mailbag-not-saved");
    if (bag && bag.acts.length > 0) this.#casebook.actAll(bag.acts);
    const isLast = at === this.#handed.length - 1;
    this.#handed.splice(at, 1);
    return isLast;
  }

  #signed({ payload, signatures }: Pick<SignedLetter["document"], "payload" | "signatures">): string {
    const { vault, keys } = this.#unlocked;
    const signature = signDocument(LETTER_PAYLOAD_TYPE, payload, vault.signing, keys.primitives);
    if (signatures.some(({ signer }) => equalBytes(signer, signature.signer)))
      throw new CasebookError("letter-refused", "signed already");
    return letterText({
      payloadType: LETTER_PAYLOAD_TYPE,
      payload,
      signatures: [...signatures, signature],
    });
  }

  async #sealed(draft: LetterDraft): Promise<Bytes> {
    const { recipients } = await this.#casebook.people();
    const text = utf8(encodeLetterDraft(draft));
    return await collect(seal([text], recipients.map(hybridRecipient), this.#unlocked.keys.primitives));
  }
}

function replied(tip: TipId, document: string, slot: SlotName | null): What {
  return { kind: "replied", tip, letter: signedLetter(document).name, slot, document };
}

function mailboxOf(to: Correspondent | undefined) {
  if (!to) throw new TypeError("a letter was planned to nobody");
  return {
    recipient: parseHybridRecipient(to.reply.recipient),
    mailbox: parseHex(to.reply.mailbox, 32, "document-malformed") as X25519Key,
  };
}
