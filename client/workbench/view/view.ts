import type { EntityView } from "../../casebook/view.ts";
import type { FoundFile } from "../../opening/opened-tip.ts";
import type { App } from "../app.ts";
import type { Row } from "../queue/row.ts";
import type { Shown } from "../worker/casebook-messages.ts";

export type { View } from "../../browser/view/controls.tsx";

export interface AppProps {
  readonly app: App;
}

/** One line of the queue, that is one tip. */
export interface RowProps extends AppProps {
  readonly row: Row;
}

/** A station or an incident. */
export interface EntityProps extends AppProps {
  readonly view: Shown<EntityView>;
}

/** One of the files of a tip; by its number it is called. */
export interface FileProps extends RowProps {
  readonly file: FoundFile;
  readonly number: number;
}
