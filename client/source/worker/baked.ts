/** The anchor's canonical JSON: the build puts the text in place of this name. */
declare const NIGHTJAR_ANCHOR: string;

/** What this page trusts from the start. Baked in, so a server that lies can't exchange it for its own. */
export const ANCHOR_TEXT: string = NIGHTJAR_ANCHOR;
