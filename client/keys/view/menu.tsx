import { Button, type View } from "../../browser/view/controls.tsx";
import type { Host } from "../host.ts";
import { Step } from "./step.tsx";

export interface MenuProps {
  readonly host: Host;
  readonly heading: string;
  readonly ways: readonly Way[];
}

/** Something that can be done next. */
export interface Way {
  readonly id: string;
  readonly label: string;
  readonly does: string;
  readonly go: () => void;
}

export function Menu({ host, heading, ways }: MenuProps): View {
  return (
    <Step host={host} heading={heading}>
      <Ways ways={ways} />
    </Step>
  );
}

export function Ways({ ways }: Pick<MenuProps, "ways">): View {
  return (
    <ul class="ways">
      {ways.map(({ id, label, does, go }) => (
        <li key={id}>
          <Button id={id} aria-describedby={`${id}-does`} label={label} act={go} />
          <span id={`${id}-does`}>{does}</span>
        </li>
      ))}
    </ul>
  );
}
