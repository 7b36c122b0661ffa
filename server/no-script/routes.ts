import { utf8 } from "../../crypto/bytes.ts";
import type { VerifiedRoster } from "../../crypto/documents/verified-roster.ts";
import {
  CLASSIC_LIST_PATH,
  HYBRID_LIST_PATH,
  NO_SCRIPT_ANEW_PATH,
  NO_SCRIPT_PATH,
} from "../../protocol/addresses.ts";
import { type Address, address, at, exactly, type Handler } from "../http/addresses.ts";
import { answer } from "../http/answer.ts";
import type { Wrapping } from "../http/body.ts";
import { type Problem, type ProblemCode, problemFrom, sendRefusal } from "../http/problem.ts";
import type { Intake } from "../intake/intake.ts";
import type { PublicDocuments } from "../pages/public-documents.ts";
import { contentOfPart, parseBoundary } from "./form-part.ts";
import { type NoScriptAnswer, type RecipientKind, recipientsOf } from "./pages.ts";
import { sealedBytes } from "./sealed-bytes.ts";

const HTML = "text/html; charset=utf-8";
const TEXT = "text/plain; charset=utf-8";

/**
 * The no-script pages: instructions, recipients, and a door for what was sealed by hand.
 *
 * Nothing here asks which site a form was sent from: there is no session to ride on, and whoever made a visitor's
 * browser hand something in could as well do so themselves. A check would only turn away honest visitors whose
 * browser hides its origin.
 */
export function noScriptAddresses(documents: PublicDocuments, intake: Intake): Address[] {
  const { noScript } = documents;
  const receive: Handler<string> = async (request, response) => {
    try {
      const boundary = parseBoundary(request.headers["content-type"]);
      await intake.receiveWhole(request, response, formWrapping(boundary));
      answer(response, 201, HTML, noScript.answers.received);
    } catch (error) {
      const problem = problemFrom(error);
      sendRefusal(request, response, problem.status, HTML, noScript.answers[answerFor(problem)]);
    }
  };
  /** What is made of the roster that holds; without one, that nothing can be handed in. */
  const made =
    (type: string, make: (roster: VerifiedRoster) => Uint8Array): Handler<string> =>
    (_request, response) => {
      const roster = documents.heldRoster();
      if (roster) answer(response, 200, type, make(roster));
      else answer(response, 503, HTML, closedPage(documents));
    };
  const instruct = made(HTML, noScript.instructions);
  /** All of one kind, in the form of age's own recipients files. */
  const recipients = (kind: RecipientKind) =>
    made(TEXT, (roster) => utf8(`${recipientsOf(roster, kind).join("\n")}\n`));
  return [
    address(exactly(NO_SCRIPT_PATH), { GET: instruct, POST: receive }),
    at("GET", NO_SCRIPT_ANEW_PATH, instruct),
    at("GET", HYBRID_LIST_PATH, recipients("hybrid")),
    at("GET", CLASSIC_LIST_PATH, recipients("classic")),
  ];
}

function closedPage({ noScript, opens }: PublicDocuments): Uint8Array {
  const day = opens();
  return day === undefined ? noScript.answers.closed : noScript.notYet(day);
}

/** A sealed file, binary or armored, in the one part of a form. */
function formWrapping(boundary: string): Wrapping {
  return {
    unwrap: (chunks) => sealedBytes(contentOfPart(chunks, boundary)),
    // Armor in UTF-16 with CRLF: 132 bytes for 48, and quoted or indented some more; then the marks and the form.
    mostLength: (limit) => 3 * limit + 16 * 1024,
  };
}

/** Problems that a person on the no-script pages can do something about in particular. */
const ANSWERS: Partial<Record<ProblemCode, NoScriptAnswer>> = {
  "not-age": "not-sealed",
  "armor-malformed": "damaged",
  "header-malformed": "damaged",
  "header-too-large": "damaged",
  "stanza-malformed": "damaged",
  truncated: "damaged",
  "payload-length": "damaged",
  interrupted: "damaged",
  "stanza-unknown": "not-accepted",
  "no-recipient": "not-accepted",
  "too-many-recipients": "not-accepted",
  "mixed-recipients": "not-accepted",
  "too-large": "too-large",
  "too-many-requests": "later",
};

/** The page that says what a problem means for somebody who sealed by hand. */
function answerFor({ code, status }: Problem): NoScriptAnswer {
  return ANSWERS[code] ?? (status >= 500 ? "later" : "unclear");
}
