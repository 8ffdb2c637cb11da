/// <reference lib="deno.worker" />
import Database from "libsql";

const EVERY_MS = 500;

/** A thread of its own: it writes the log of a database file back into the file, again and again. */
self.onmessage = ({ data: path }: MessageEvent<string>) => {
  const connection = new Database(path, { timeout: 0 });
  setInterval(() => {
    try {
      connection.exec("PRAGMA wal_checkpoint(PASSIVE)");
    } catch {
      // Somebody else is at it, or holds the file: the next time will do.
    }
  }, EVERY_MS);
};
