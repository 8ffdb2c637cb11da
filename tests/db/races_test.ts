import { deepStrictEqual } from "node:assert/strict";
import { type ComingRace, readComingUp } from "@/db/races.ts";
import { openDatabase } from "@/db/client.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import { userIdOf } from "@/tests/support/history.ts";
import { giveEntry, giveRace } from "@/tests/support/races.ts";
import { newRunner } from "@/tests/support/runner.ts";

async function furnish(app: TestApp): Promise<string> {
  const userId = await userIdOf(app, (await newRunner(app)).email);
  const other = await userIdOf(app, (await newRunner(app)).email);
  for (const day of [3, 4, 5, 6, 7, 8]) {
    await giveRace(app, other, { name: `Race ${day}`, date: `2026-05-0${day}` });
  }
  const mine = await giveRace(app, other, { name: "Mine", date: "2027-01-01" });
  await giveEntry(app, userId, mine);
  await giveEntry(app, other, await giveRace(app, other, { name: "Theirs", date: "2026-12-01" }));
  return userId;
}

for (const database of ["file", "server"] as const) {
  Deno.test(`readComingUp() has what the runner entered, and then the nearest of all (${database})`, () =>
    withApp({ database }, async (app) => {
      const userId = await furnish(app);
      const read = async (db = app.db): Promise<ComingRace[]> =>
        JSON.parse(await readComingUp(db, userId, "2026-05-04"));
      const found = await read();
      deepStrictEqual(
        found.map(({ name, isEntered }) => [name, isEntered]),
        [["Race 4", false], ["Race 5", false], ["Race 6", false], ["Mine", true]],
      );
      if (database === "server") return;
      // As a process that serves reads it.
      const { db, close } = await openDatabase(app.databaseUrl, undefined, { readsBeside: true });
      deepStrictEqual(await read(db), found);
      close();
    }));
}
