import type { Db } from "@/db/client.ts";
import { ACTIVE_STATES, getImportState } from "@/db/imports.ts";
import { getStravaLink } from "@/db/strava_accounts.ts";

type Connection =
  | { kind: "unconnected" | "reconnect" | "failed" | "settled" }
  | { kind: "importing"; seen: number };

/** What stands between a runner and all of their runs. */
export async function readConnection(db: Db, userId: string): Promise<Connection> {
  const link = await getStravaLink(db, userId);
  if (!link) return { kind: "unconnected" };
  if (link.status === "reconnect") return { kind: "reconnect" };
  const latest = await getImportState(db, userId);
  if (latest && ACTIVE_STATES.includes(latest.state)) {
    return { kind: "importing", seen: latest.seen };
  }
  return { kind: latest?.state === "failed" ? "failed" : "settled" };
}
