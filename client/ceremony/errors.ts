import { codedError } from "../../crypto/coded-error.ts";

/** Every way the ceremony refuses: the code is stable, the sentence says what to do. */
const SENTENCES = {
  // cards
  "card-foreign": "A card belongs to another instance: ask its owner for a card of this one.",
  "card-repeated":
    "Two cards share a signing key and don't go together: give only the newest card of each person.",
  "handle-repeated":
    "Two cards carry the same handle, or handles that look alike: one of the two must choose another.",
  "card-missing": "A steward's card is missing: names are sealed to every steward, so give all their cards.",
  "card-stranger": "A steward's card is of nobody in this anchor: leave it out, or move the anchor first.",
  "card-count": "A roster has 1 to 16 reviewers, and at most 32 couriers: give fewer cards, or more.",
  // periods
  "period-many": "Draft 1 to 12 periods at once: choose another number.",
  "period-far":
    "A draft reaches at most a quarter (93 days): ask for fewer or shorter periods, or an earlier beginning.",
  "period-past": "The draft would begin more than a day ago: choose a beginning from today on.",
  "period-uncovered":
    "A card has no identities for this time: choose a later beginning, ask its owner for a new card, or leave it out.",
  "period-split":
    "A period of the draft runs across two periods of a card, so its identities would serve two: choose the cards' own bounds.",
  // letters
  "letters-unsaid":
    "The first draft has to say whether sources are given letters: choose 0, or how many reviewers sign a free text (1 or 2).",
  "letters-many":
    "A letter's free text can't need more reviewers than there are: choose a smaller number for letters.",
  "numbers-spent": "All numbers up to 9,999 have been given: this instance must be set up anew.",
  // what is known
  "known-refused":
    "What is known so far doesn't verify. If the anchor has moved, give the whole line of anchors (line.json); else look at it with nightjar roster log.",
  "known-broken": "The rosters known so far are not one whole chain: look at them with nightjar roster log.",
  "not-in-force":
    "No roster is in force at the time that this machine says: if its clock is right, draft, sign and assemble one first.",
  "in-force-moved":
    "The roster in force is signed under an anchor that was moved away from: draft, sign and assemble one under the new anchor.",
  // drafts and signatures
  "draft-malformed": "This is no draft as nightjar writes it: draft anew.",
  "draft-alarm":
    "The draft isn't what it should be, and must not be signed: find out why before anything else.",
  "not-a-steward":
    "This vault's key is none of the anchor's stewards: use a steward's own vault, or the right anchor.",
  "signature-stray":
    "A signature is for other bytes than those in the draft: remove it, and have the draft signed again.",
  "signature-missing": "Nobody has signed this yet: let the stewards sign it first.",
  "clock-behind":
    "A statement issued later than now is known already: set this machine's clock, or look into where that one came from.",
  "issued-ahead": "A statement must not be dated ahead: set this machine's clock.",
  "signed-otherwise":
    "You have signed another draft in this one's place: only if all stewards have given that one up, forget it and sign again.",
  // the ceremony file
  "file-malformed":
    "This is no ceremony file, or it is cut short: copy it again, whole, from where it was saved.",
  "file-large": "This is larger than a ceremony file ever gets: check which file was given.",
  "file-stray":
    "Something in this file has no place there, so nothing of it was taken: save the ceremony file anew, and open that.",
  "file-damaged":
    "Something in this file was changed, so nothing of it was taken: copy it again from where it was saved.",
  "file-drafts": "This file holds more than one draft: give only the one that is to be signed.",
  "file-unknown":
    "This is nothing that a ceremony needs: open a ceremony file, a card, an anchor or a signed move.",
  "memory-missing":
    "What you have signed before isn't known here: open your own ceremony file first. Only who never signed anything begins with an empty one.",
  "memory-of-another":
    "This ceremony file is another steward's: open your own as yours, and this one as brought.",
  "instance-foreign": "This belongs to another instance than what is open here: check which file was given.",
  "moves-rival":
    "Two moves lead from one anchor to different ones, both signed by enough stewards: don't go on, and find out who signed both.",
  "draft-rival":
    "This file holds another draft than the one that is open: agree on one, give the other up, then open this file again.",
  "draft-missing": "There is no draft here: draft one, or open the file that holds it.",
  "anchor-missing": "There is no anchor yet: found the instance, or open a file that holds its anchor.",
  "anchor-there": "The instance is founded already: to change its stewards, move the anchor.",
  "move-back":
    "This move would bring back an anchor that is in force or was: choose another number who must sign, or let a steward make a new key.",
  // publishing
  "nothing-to-publish": "There is nothing to publish here: give the rosters.tar that a steward saved.",
  "publish-refused": "The server would not hold this whole and current: nothing was published.",
  // anchors
  "anchor-moved":
    "The line of anchors ends in another anchor than this one: put the anchor that a steward saved with it in its place.",
} as const;

export type CeremonyErrorCode = keyof typeof SENTENCES;

/** The one error of the ceremony's own layer. */
export class CeremonyError extends codedError("CeremonyError", SENTENCES) {}
