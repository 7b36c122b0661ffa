/** Milliseconds between two heartbeats of the store, and between two looks at the rosters. */
export const HEARTBEAT = 10_000;
