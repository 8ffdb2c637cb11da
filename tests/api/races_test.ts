import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { upsertRuns } from "@/db/runs.ts";
import { raceEntries, races } from "@/db/schema/races.ts";
import { type ApiClient, apiClient, expectStatus, scriptOf } from "@/tests/support/api.ts";
import { withApp } from "@/tests/support/app.ts";
import { newRun, userIdOf } from "@/tests/support/history.ts";
import { grantApp, registerApp } from "@/tests/support/oauth.ts";
import { giveRace, RACE } from "@/tests/support/races.ts";
import { newRunner } from "@/tests/support/runner.ts";

const put = (client: ApiClient, path: string, body: unknown, headers?: Record<string, string>) =>
  client.send(path, { method: "PUT", body, headers });

Deno.test("POST /races adds one that all see; one like it is a conflict that names it", () =>
  withApp({}, async (app) => {
    const ana = await scriptOf(app, (await newRunner(app)).email);
    const ben = await scriptOf(app, (await newRunner(app)).email);
    const answer = await ana.post("/races", RACE, { "idempotency-key": "1" });
    const { id, createdAt: _, updatedAt: __, ...made } = expectStatus(answer, 201);
    deepStrictEqual(made, { ...RACE, isMine: true, isEntered: false });
    strictEqual(answer.headers.get("location"), `/api/v1/races/${id}`);
    const again = expectStatus(await ana.post("/races", RACE, { "idempotency-key": "1" }), 201);
    strictEqual(again.id, id);
    const { detail } = expectStatus(await ben.post("/races", { ...RACE, date: "2026-10-05" }), 409);
    ok(detail.includes(id), detail);
    expectStatus(await ben.post("/races", { ...RACE, isNew: true }), 201);
    const seen = expectStatus(await ben.get(`/races/${id}`), 200);
    deepStrictEqual([seen.name, seen.isMine], [RACE.name, false]);
    ok(!JSON.stringify(seen).includes("addedBy"));
  }));

Deno.test("POST /races refuses what is no race, at its field", () =>
  withApp({}, async (app) => {
    const script = await scriptOf(app, (await newRunner(app)).email);
    const wrongs: [Record<string, unknown>, string][] = [
      [{ name: "" }, "/name"],
      [{ name: "a\u0000b" }, "/name"],
      [{ date: "2026-13-01" }, "/date"],
      [{ date: "1999-01-01" }, "/date"],
      [{ date: "2031-01-01" }, "/date"],
      [{ distanceMeters: 10 }, "/distanceMeters"],
      [{ country: "EU" }, "/country"],
      [{ url: "javascript:alert(1)" }, "/url"],
      [{ surface: "ice" }, "/surface"],
      [{ colour: "red" }, "/colour"],
    ];
    for (const [changes, pointer] of wrongs) {
      const { errors } = expectStatus(await script.post("/races", { ...RACE, ...changes }), 422);
      strictEqual(errors[0].pointer, pointer);
    }
    strictEqual(await app.db.$count(races), 0);
  }));

Deno.test("PUT and DELETE /races/{id} are for who added it, and keep to If-Match", () =>
  withApp({}, async (app) => {
    const ana = await scriptOf(app, (await newRunner(app)).email);
    const ben = await scriptOf(app, (await newRunner(app)).email);
    const { id } = expectStatus(await ana.post("/races", RACE), 201);
    const changed = { ...RACE, name: "Lyon Classic" };
    expectStatus(await put(ben, `/races/${id}`, changed), 403);
    expectStatus(await ben.send(`/races/${id}`, { method: "DELETE" }), 403);
    expectStatus(await put(ana, `/races/${id}`, changed, { "if-match": '"old"' }), 412);
    const tag = (await ana.get(`/races/${id}`)).headers.get("etag") ?? "";
    const after = expectStatus(await put(ana, `/races/${id}`, changed, { "if-match": tag }), 200);
    strictEqual(after.name, "Lyon Classic");
    expectStatus(await put(ben, `/races/${id}/entry`, {}), 200);
    expectStatus(await ana.send(`/races/${id}`, { method: "DELETE" }), 409);
    expectStatus(await ben.send(`/races/${id}/entry`, { method: "DELETE" }), 204);
    expectStatus(await ana.send(`/races/${id}`, { method: "DELETE" }), 204);
    expectStatus(await ana.get(`/races/${id}`), 404);
  }));

Deno.test("GET /races pages by date, each once, and filters", () =>
  withApp({}, async (app) => {
    const { email } = await newRunner(app);
    const userId = await userIdOf(app, email);
    const script = await scriptOf(app, email);
    for (let i = 0; i < 7; i++) {
      await giveRace(app, userId, {
        name: `Run ${i}`,
        date: `2026-0${6 + i % 2}-01`,
        country: i ? "FR" : "BE",
      });
    }
    const seen: string[] = [];
    for (let query = "?limit=3"; query;) {
      const answer = await script.get(`/races${query}`);
      const { items, next } = expectStatus(answer, 200);
      seen.push(...items.map((race: { id: string }) => race.id));
      const link = answer.headers.get("link")?.match(/<(.+)>/)?.[1];
      query = next === null ? "" : new URL(link ?? "").search;
    }
    strictEqual(new Set(seen).size, 7);
    const names = async (query: string) =>
      expectStatus(await script.get(`/races?${query}`), 200).items
        .map(({ name }: { name: string }) => name);
    deepStrictEqual(await names("q=run+3"), ["Run 3"]);
    deepStrictEqual(await names("country=BE"), ["Run 0"]);
    deepStrictEqual((await names("from=2026-07-01")).length, 3);
    deepStrictEqual((await names("to=2026-06-30")).length, 4);
    deepStrictEqual(await names("entered=true"), []);
    for (const query of ["cursor=x", "country=EU", "entered=no", "from=x", "colour=red"]) {
      expectStatus(await script.get(`/races?${query}`), 422);
    }
  }));

Deno.test("An entry is its runner's alone: no answer to another one tells of it", () =>
  withApp({}, async (app) => {
    const ana = await newRunner(app);
    const ben = await newRunner(app);
    const [own, other] = [await scriptOf(app, ana.email), await scriptOf(app, ben.email)];
    const { id } = expectStatus(await other.post("/races", RACE), 201);
    const past = await giveRace(app, await userIdOf(app, ben.email), { date: "2026-05-03" });
    const run = newRun(await userIdOf(app, ana.email), {
      ...{
        title: "SECRET-4712",
        localDate: "2026-05-03",
        elapsedSeconds: 2933,
        movingSeconds: 2921,
      },
    });
    await app.db.transaction((tx) => upsertRuns(tx, [run]));
    const told = { runId: run.id, isShown: true };
    strictEqual(expectStatus(await put(own, `/races/${past}/entry`, told), 200).runId, run.id);
    const goals = { goalASeconds: 2711, goalBSeconds: 2822, notes: "SECRET-4711", isShown: true };
    const entry = expectStatus(await put(own, `/races/${id}/entry`, goals), 200);
    deepStrictEqual([entry.goalASeconds, entry.notes, entry.runId], [2711, "SECRET-4711", null]);
    expectStatus(await other.get(`/races/${id}/entry`), 404);
    const pages = [
      ...["/", "/races", `/races/${id}`, `/races/${id}/race.ics`, `/races?who=mine`],
      ...[`/races/${past}`, "/races?when=past", `/races/${past}/race.ics`],
    ];
    for (const path of pages) {
      const { text } = await ben.visitor.get(path);
      // The run's own times, and what a forecast would make of them.
      ok(!/SECRET|45:11|47:02|48:53|48:41|4:53/.test(text), path);
      ok(!text.includes(run.id), path);
    }
    for (const path of ["/races", `/races/${id}`, `/races/${past}`, "/races?entered=true"]) {
      const { text } = await other.get(path);
      ok(!/SECRET|Seconds":(2711|2822|2933|2921)\b/.test(text) && !text.includes(run.id), path);
    }
    strictEqual((await ben.visitor.get(`/races/${id}/band?goal=B`)).status, 404);
    match((await ana.visitor.get(`/races/${id}/race.ics`)).text, /47:02/);
  }));

Deno.test("PUT /races/{id}/entry refuses what nobody could mean, and keeps what was there", () =>
  withApp({}, async (app) => {
    const { email } = await newRunner(app);
    const script = await scriptOf(app, email);
    const { id } = expectStatus(await script.post("/races", RACE), 201);
    const good = { goalBSeconds: 3000 };
    expectStatus(await put(script, `/races/${id}/entry`, good), 200);
    const run = newRun(await userIdOf(app, email), { localDate: "2026-10-03" });
    await app.db.transaction((tx) => upsertRuns(tx, [run]));
    const before = await app.db.select().from(raceEntries);
    const other = expectStatus(await script.post("/races", { ...RACE, isNew: true }), 201);
    for (const raceId of [id, other.id]) {
      const answer = await put(script, `/races/${raceId}/entry`, good, { "if-match": '"old"' });
      expectStatus(answer, 412);
    }
    const wrongs: [Record<string, unknown>, string][] = [
      [{ goalBSeconds: 60 }, "/goalBSeconds"],
      [{ goalASeconds: 3100, goalBSeconds: 3000 }, "/goalASeconds"],
      [{ resultSeconds: 3000 }, "/resultSeconds"],
      [{ runId: run.id }, "/runId"],
      [{ notes: "\u0000" }, "/notes"],
    ];
    for (const [changes, pointer] of wrongs) {
      const answer = await put(script, `/races/${id}/entry`, { ...good, ...changes });
      strictEqual(expectStatus(answer, 422).errors[0].pointer, pointer);
    }
    deepStrictEqual(await app.db.select().from(raceEntries), before);
  }));

Deno.test("Of a race that came from Strava an application hears no run, and its runner's script does", () =>
  withApp({}, async (app) => {
    const runner = await newRunner(app);
    const userId = await userIdOf(app, runner.email);
    const script = await scriptOf(app, runner.email);
    const id = await giveRace(app, userId, { date: "2026-05-03" });
    const run = newRun(userId, { localDate: "2026-05-03" });
    await app.db.transaction((tx) => upsertRuns(tx, [run]));
    const scopes = ["races:read" as const, "races:write" as const];
    const registered = await registerApp(app, { scopes });
    const granted = await grantApp(app, registered, runner.visitor, scopes);
    const client = apiClient(app, granted.accessToken);
    expectStatus(await put(client, `/races/${id}/entry`, { runId: run.id }), 422);
    const linked = expectStatus(await put(script, `/races/${id}/entry`, { runId: run.id }), 200);
    strictEqual(linked.runId, run.id);
    strictEqual(expectStatus(await client.get(`/races/${id}/entry`), 200).runId, null);
    // Left out, or sent back as the null that it was told, the run stays.
    expectStatus(await put(client, `/races/${id}/entry`, { notes: "Windy" }), 200);
    expectStatus(await put(client, `/races/${id}/entry`, { runId: null }), 200);
    strictEqual(expectStatus(await script.get(`/races/${id}/entry`), 200).runId, run.id);
    expectStatus(await put(script, `/races/${id}/entry`, { runId: null }), 200);
    strictEqual(expectStatus(await script.get(`/races/${id}/entry`), 200).runId, null);
  }));
