import type { JSX } from "preact";

/** What a component gives to be shown. Text in it is always text, never markup. */
export type View = JSX.Element;
