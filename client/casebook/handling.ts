/** The Traffic Light Protocol 2.0, the narrowest first: who may see it. */
export const TLP = ["red", "amber_strict", "amber", "green", "clear"] as const;

/** The Permissible Actions Protocol, the narrowest first: what may be done with it. */
export const PAP = ["red", "amber", "green", "clear"] as const;

export type Tlp = (typeof TLP)[number];
export type Pap = (typeof PAP)[number];

/** What holds of a tip until somebody says otherwise. */
export const DEFAULTS = {
  source: "F",
  information: "6",
  tlp: "red",
  pap: "red",
  status: "todo",
  priority: "normal",
  verification: "unknown",
  sensitivity: "none",
} as const;
