import type { Options } from "./declaration.ts";

/** The environment variables that `serve` and `demo` go by, for their helps. */
export function settingsHelp(data: string): Options {
  return {
    NIGHTJAR_DATA: `the data folder (${data})`,
    NIGHTJAR_HOST: "the address to listen on (127.0.0.1)",
    NIGHTJAR_PORT: "the port (8080)",
    NIGHTJAR_LISTEN: "where sources are served instead, 127.0.0.1:8080 or unix:/PATH",
    NIGHTJAR_CIRCUITS: "1 if tor says before each connection by which circuit it came (0)",
    NIGHTJAR_CIRCUIT_TIPS: "tips that one circuit may bring in ten minutes (8)",
    NIGHTJAR_COURIER_LISTEN: "where couriers are served, 127.0.0.1:8081 or unix:/PATH (nowhere)",
    NIGHTJAR_COURIER_NAMES:
      "what couriers dial, an onion's name, with commas between (where they are served)",
    NIGHTJAR_STATUS: `the socket that "nightjar status" asks, /PATH (nowhere)`,
    NIGHTJAR_RETENTION_DAYS: "days after which an envelope is deleted (21)",
    NIGHTJAR_ERASE_AFTER: "days that it waits once all couriers in force acknowledged it (3; 0: none)",
    NIGHTJAR_MAX_ENVELOPE: "largest envelope taken, in bytes (104857600)",
    NIGHTJAR_ROOM: "most bytes that the spool may take (10737418240)",
  };
}
