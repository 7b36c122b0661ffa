import type { AskedOfLetters } from "./letter-messages.ts";
import type { FromWorker } from "./messages.ts";
import { tellCasebook } from "./parts.ts";
import type { Session } from "./session.ts";

/** Does what the page asked about letters, and tells what is seen of the casebook then. @throws as `Letters` */
export async function answerLetters(
  message: AskedOfLetters,
  { casebook, letters }: Session,
  post: (message: FromWorker, transfer?: ArrayBuffer[]) => void,
): Promise<void> {
  const { job } = message;
  const postDraft = (bytes: Uint8Array<ArrayBuffer> | undefined) => {
    if (bytes) post({ kind: "draft-sealed", job, bytes }, [bytes.buffer]);
  };
  switch (message.kind) {
    case "write-letter":
      postDraft(await letters.write(message.letter));
      break;
    case "answer-draft":
      return postDraft(await letters.answer(message.text, message.refusal));
    case "take-draft":
      letters.take(message.text, message.keeping);
      break;
    case "make-mailbag": {
      const made = await letters.makeBag(message.correspondents, (slots) =>
        post({ kind: "slot-sealed", job, slots }),
      );
      post({ kind: "mailbag", job, ...made }, [made.bytes.buffer]);
      break;
    }
    case "confirm-mailbag":
      await letters.confirm(message.file);
      break;
  }
  tellCasebook(job, casebook.change(), post);
}
