import { type Connection, checkpoint, prepared } from "./connection.ts";

export const HEARTBEAT_SCHEMA = `
  CREATE TABLE IF NOT EXISTS heartbeat (id INTEGER PRIMARY KEY CHECK (id = 1), noise BLOB NOT NULL) STRICT;
  INSERT OR IGNORE INTO heartbeat VALUES (1, randomblob(16));
`;

/**
 * Writes to the database whether or not anything came, so that the times of its files tell of the tick alone, and
 * empties its log. Returns false if a reader kept the log from being emptied.
 */
export function tick(db: Connection): boolean {
  prepared(db, "UPDATE heartbeat SET noise = randomblob(16)").run();
  return checkpoint(db);
}
