import type { CeremonyErrorCode } from "../../../ceremony/errors.ts";

export const ceremonyEn: Readonly<Record<CeremonyErrorCode, string>> = {
  "card-foreign": "This card belongs to another tip box. Ask its owner for a card made with this anchor.",
  "card-repeated": "Two cards share a key and don’t go together. Keep only the newest card of that person.",
  "handle-repeated":
    "Two people have the same name, or names that look alike. One of them has to choose another.",
  "card-missing": "A steward’s card is missing. Names are sealed to every steward, so bring all their files.",
  "card-stranger": "This card is of nobody who is a steward now.",
  "card-count": "There have to be 1 to 16 reviewers, and at most 32 couriers.",
  "period-many": "Choose 1 to 12 months.",
  "period-far": "A draft reaches three months at most. Choose fewer months, or an earlier beginning.",
  "period-past": "The draft would begin in the past. Choose a beginning from today on.",
  "period-uncovered":
    "A card has no keys for this time. Choose a later beginning, ask its owner for a new card, or take the person out.",
  "period-split":
    "A month of the draft runs across two periods of a card. Choose a beginning where both fit.",
  "letters-unsaid": "Choose whether people who write can be answered.",
  "letters-many":
    "More reviewers would have to sign an answer than there are. Choose fewer signatures, or add a reviewer.",
  "numbers-spent": "All numbers up to 9,999 have been given. This tip box must be set up anew.",
  "known-refused":
    "What was signed so far doesn’t verify under this anchor. Don’t sign anything; ask the other stewards.",
  "known-broken":
    "What was signed so far is not one whole chain: somebody signed two different rosters, or one is missing. Nothing was taken. Compare your files with the other stewards before anything else.",
  "not-in-force":
    "No roster is running on the day that this machine says. If the day is right, draft and sign one first.",
  "in-force-moved": "The running roster was signed by the stewards of before. Draft and sign a new one.",
  "draft-malformed": "This is no draft that can be read. Have it drafted anew.",
  "draft-alarm": "The draft isn’t what it should be. Nobody signs it before you have found out why.",
  "not-a-steward":
    "Your key is none of this tip box’s stewards. Open your own vault, or the right ceremony file.",
  "signature-stray": "A signature is for something else than this draft. Have it signed again.",
  "signature-missing": "Nobody has signed this yet.",
  "clock-behind":
    "A colleague’s word is dated later than this machine’s clock. Compare your clocks before you go on.",
  "issued-ahead": "Nothing may be dated ahead. Look at this machine’s clock.",
  "signed-otherwise":
    "You have signed another draft in the place of this one. Only if all stewards have given that one up: give this draft up with “all of us have given it up”, then open it again.",
  "file-malformed": "This is no ceremony file, or only part of one. Copy it again from where it was saved.",
  "file-large": "This file is far larger than a ceremony file ever gets. Choose another one.",
  "file-stray": "Something in this file has no place there. Nothing was taken.",
  "file-damaged":
    "Something in this file was changed on the way. Nothing was taken: copy it again from where it was saved.",
  "file-drafts": "This file holds more than one draft. Give only the one that is to be signed.",
  "file-unknown": "A ceremony needs nothing of this kind. Choose a ceremony file, a card or an anchor.",
  "memory-missing":
    "It isn’t known here what you have signed before, so you can’t sign. Open your own ceremony file. Only if you have never signed anything may you begin without one.",
  "memory-of-another":
    "This ceremony file is another steward’s. Open your own as yours, and this one as brought.",
  "instance-foreign": "This belongs to another tip box than the one that is open here.",
  "moves-rival":
    "There are two moves away from the same anchor, each signed by enough stewards. Stop here, and find out who signed both.",
  "draft-rival":
    "There is another draft open here already. Agree on one, give the other up, then do this again.",
  "draft-missing": "There is no draft here. Draft one, or open the file that holds it.",
  "anchor-missing":
    "The tip box isn’t founded yet in what is open here. Open a file that holds its anchor first.",
  "anchor-there": "The tip box is founded already. To change its stewards, move the anchor.",
  "move-back":
    "The tip box has, or had before, exactly these stewards and this number who sign, and can’t go back to that. Choose another number, or let one of them make a new key.",
  "nothing-to-publish": "There is nothing to publish here.",
  "publish-refused": "The server would not hold this whole and current.",
  "anchor-moved": "This leads to another anchor than the one that is open here.",
};
