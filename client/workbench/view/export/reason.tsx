import { Button, TextInput } from "../../../browser/view/controls.tsx";
import { type Audience, MOST_REASON, type What } from "../../../casebook/what.ts";
import type { AppProps, View } from "../view.ts";

interface ReasonProps extends AppProps {
  readonly id: string;
  /** As what it waits, and for what. */
  readonly draft?: readonly ["recipient", Audience];
  /** What is to be done. */
  readonly summary: string;
  readonly warning?: string;
  readonly label: string;
  readonly doIt: string;
  /** Most UTF-16 code units. */
  readonly most?: number;
  readonly whats: (why: string) => readonly What[];
}

/** A reason, and what is done once there is one; in sight when somebody wants to, or began to. */
export function Reason(props: ReasonProps): View {
  const { app, id, draft, summary, warning, label, doIt, most = MOST_REASON, whats } = props;
  const [why, setWhy, added] = draft ? app.drafts.text(draft[0], draft[1]) : app.drafts.text("reason", id);
  const act = async () => {
    if (await app.casebook.step(whats(why.trim()))) added();
  };
  return (
    <details open={why !== ""}>
      <summary>{summary}</summary>
      {warning ? <p class="warning">{warning}</p> : null}
      <TextInput id={`${id}-why`} label={label} most={most} value={why} take={setWhy} />
      <Button id={id} disabled={why.trim() === ""} label={doIt} act={act} />
    </details>
  );
}
