import { h } from "preact";
import type { View } from "../../browser/view/view.ts";
import type { Host } from "../host.ts";
import { Step } from "./step.ts";

export interface MenuProps {
  readonly host: Host;
  readonly heading: string;
  readonly ways: readonly Way[];
  readonly back?: () => void;
}

/** Something that can be done next. */
export interface Way {
  readonly id: string;
  readonly label: string;
  readonly does: string;
  readonly go: () => void;
}

export function Menu({ host, heading, ways, back }: MenuProps): View {
  return h(Step, { host, heading, ...(back && { back }) }, h(Ways, { ways }));
}

export function Ways({ ways }: Pick<MenuProps, "ways">): View {
  return h(
    "ul",
    { class: "ways" },
    ways.map(({ id, label, does, go }) =>
      h(
        "li",
        { key: id },
        h(
          "button",
          { type: "button", class: "quiet", id, "aria-describedby": `${id}-does`, onClick: go },
          label,
        ),
        h("span", { id: `${id}-does` }, does),
      ),
    ),
  );
}
