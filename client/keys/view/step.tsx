import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Button, type View } from "../../browser/view/controls.tsx";
import type { Host } from "../host.ts";
import { Doing } from "./doing.tsx";

export interface StepProps {
  readonly host: Host;
  readonly heading: string;
  readonly children?: ComponentChildren;
  /** The step's main button. */
  readonly act?: { readonly label: string; readonly ready: boolean; readonly run: () => void };
  /** The way back, where there is one. */
  readonly back?: () => void;
}

/** One step of a role: what it is, what is asked, its main button, and how that goes. The heading has the focus first. */
export function Step({ host, heading, children, act, back }: StepProps): View {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const busy = host.busy !== undefined;
  return (
    <section class="panel">
      <h1 ref={title} tabIndex={-1}>
        {heading}
      </h1>
      {children}
      <div class="actions">
        {act ? (
          <Button
            kind="primary"
            id="act"
            disabled={busy || !act.ready}
            label={act.label}
            act={() => act.run()}
          />
        ) : null}
        {back ? <Button id="back" disabled={busy} label={host.strings.back} act={back} /> : null}
      </div>
      <Doing host={host} />
    </section>
  );
}

export interface AskProps extends Pick<StepProps, "host" | "back" | "children"> {
  readonly words: { readonly heading: string; readonly lede?: string; readonly act: string };
  /** Undefined as long as there isn't even a button. */
  readonly ready: boolean | undefined;
  /** What the button does; a person is told where it fails. */
  readonly run: () => Promise<void>;
}

/** A step that asks for something, and does one thing with it. */
export function Ask({ host, words, ready, run, children, ...step }: AskProps): View {
  const act = { label: words.act, ready: ready ?? false, run: () => void host.attempt(run) };
  return (
    <Step host={host} heading={words.heading} {...step} {...(ready !== undefined && { act })}>
      {words.lede === undefined ? null : <p>{words.lede}</p>}
      {children}
    </Step>
  );
}
