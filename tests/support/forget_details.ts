import { runDetails } from "@/db/schema/strava.ts";
import type { TestApp } from "./app.ts";

/** Every run is as if its own page had never been read. */
export async function forgetDetails({ db }: Pick<TestApp, "db">): Promise<void> {
  await db.update(runDetails).set({
    state: "waiting",
    streamState: "waiting",
    attempts: 0,
    dueAt: 0,
    problem: null,
    fetchedAt: null,
    expiresAt: null,
    details: null,
    streams: null,
  });
}
