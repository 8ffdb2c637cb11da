import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { races } from "@/db/schema/races.ts";
import { en } from "@/locales/en/mod.ts";
import { fr } from "@/locales/fr/mod.ts";
import { zh } from "@/locales/zh/mod.ts";
import { users } from "@/db/schema/accounts.ts";
import { withApp } from "@/tests/support/app.ts";
import { userIdOf } from "@/tests/support/history.ts";
import { assertShows } from "@/tests/support/page.ts";
import { giveRace, RACE, RACE_FORM } from "@/tests/support/races.ts";
import { newRunner } from "@/tests/support/runner.ts";

const t = en.races;
const ENTRY = { isShown: "", goalA: "", goalB: "", goalC: "", result: "", run: "", notes: "" };

Deno.test("A race that one runner adds is seen by another: in the list, on its page, on the dashboard", () =>
  withApp({}, async (app) => {
    const ana = await newRunner(app);
    const ben = await newRunner(app);
    assertShows(await ben.visitor.get("/races"), t.none, t.noneText);
    ok(!(await ben.visitor.get("/")).text.includes(t.comingUp));
    const { location, status } = await ana.visitor.post("/races", {
      ...RACE_FORM,
      url: "https://race.example/lyon",
    });
    strictEqual(status, 303);
    match(location ?? "", /^\/races\/[\w-]{36}\?done=added$/);
    for (const path of ["/races", "/", location ?? ""]) {
      assertShows(await ben.visitor.get(path), RACE.name);
    }
    const page = await ben.visitor.get(location ?? "");
    assertShows(page, "October 4, 2026", "153 days to go", "10 km", "Lyon, France", "race.example");
    ok(!page.text.includes("/edit"), "only who added it changes it");
    assertShows(await ben.visitor.get("/"), t.comingUp);
  }));

Deno.test("POST /races refuses what is no race, with the field named, and adds nothing", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const wrongs: [Record<string, string>, string][] = [
      [{ name: "" }, t.form.problems.name],
      [{ name: "x".repeat(121) }, t.form.problems.name],
      [{ name: "Lyon\u202enuR" }, t.form.problems.name],
      [{ name: "\u200b\u3164" }, t.form.problems.name],
      [{ date: "2026-02-30" }, t.form.problems.date],
      [{ date: "1999-12-31" }, t.form.problems.date],
      [{ date: "2029-06-01" }, t.form.problems.date],
      [{ distance: "other", other: "" }, t.form.problems.distance],
      [{ distance: "other", other: "0.05" }, t.form.problems.distance],
      [{ country: "EU" }, t.form.problems.choice],
      [{ url: "javascript:alert(1)" }, t.form.problems.url],
      [{ url: "race.example" }, t.form.problems.url],
    ];
    for (const [changes, problem] of wrongs) {
      const answer = await visitor.post("/races", { ...RACE_FORM, ...changes });
      strictEqual(answer.status, 422, JSON.stringify(changes));
      assertShows(answer, problem);
    }
    strictEqual(await app.db.$count(races), 0);
  }));

Deno.test("A distance of one's own is read in one's own units", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    await app.db.update(users).set({ units: "mi" });
    const form = { ...RACE_FORM, distance: "other", other: "3.1" };
    const { location } = await visitor.post("/races", form);
    const [race] = await app.db.select().from(races);
    strictEqual(race.distanceMeters, 4989);
    const edit = (await visitor.get(`/races/${race.id}/edit`)).text;
    const other = edit.match(/value="(3\.1\d*)"[^>]*name="other"/)?.[1] ?? "";
    await visitor.post(`/races/${race.id}/edit`, { ...form, other });
    const [saved] = await app.db.select().from(races);
    strictEqual(saved.distanceMeters, 4989, "saved as it was shown, it stays what it is");
    assertShows(await visitor.get(location ?? ""), "3.10 mi");
    strictEqual(race.addedBy, await userIdOf(app, email));
  }));

Deno.test("What looks like a race that is there is offered first, and added when it is none of these", () =>
  withApp({}, async (app) => {
    const ana = await newRunner(app);
    const ben = await newRunner(app);
    await ana.visitor.post("/races", RACE_FORM);
    const twin = { ...RACE_FORM, name: "LYON Autumn Run 2026", date: "2026-10-05" };
    const offered = await ben.visitor.post("/races", twin);
    strictEqual(offered.status, 200);
    assertShows(offered, t.likely.title, RACE.name, t.likely.isNew);
    strictEqual(await app.db.$count(races), 1);
    strictEqual((await ben.visitor.post("/races", { ...twin, isNew: "1" })).status, 303);
    strictEqual(await app.db.$count(races), 2);
    const other = { ...RACE_FORM, distance: "half" };
    strictEqual((await ben.visitor.post("/races", other)).status, 303, "another distance");
  }));

Deno.test("A form that is sent twice adds one race, and a runner adds 20 a day", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const page = await visitor.get("/races/new");
    const id = page.text.match(/name="id" value="([\w-]{36})"/)?.[1] ?? "";
    for (let i = 0; i < 2; i++) {
      const { location } = await visitor.post("/races", { ...RACE_FORM, id });
      strictEqual(location, `/races/${id}?done=added`);
    }
    strictEqual(await app.db.$count(races), 1);
    // Back in the browser, and another race is described in the same form.
    const other = await visitor.post("/races", { ...RACE_FORM, id, distance: "half" });
    ok(other.location?.endsWith("?done=added") && !other.location.includes(id));
    strictEqual(await app.db.$count(races), 2);
    const add = () => visitor.post("/races", { ...RACE_FORM, isNew: "1" });
    for (let i = 2; i < 20; i++) strictEqual((await add()).status, 303);
    const refused = await add();
    strictEqual(refused.status, 429);
    assertShows(refused, en.refusals.too_many_races.title);
    app.clock.advance(86_400_001);
    strictEqual((await add()).status, 303);
  }));

Deno.test("/races finds by words, country and distance, the nearest first, and pages", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const userId = await userIdOf(app, email);
    for (let i = 0; i < 31; i++) {
      const date = `2026-06-${String(30 - i % 30).padStart(2, "0")}`;
      await giveRace(app, userId, { name: `Run ${i}`, date });
    }
    await giveRace(app, userId, { name: "Élan de Brest", place: "Brest", date: "2026-07-01" });
    const swiss = { name: "Zürich Half", country: "CH", distanceMeters: 21_097.5 };
    await giveRace(app, userId, { ...swiss, place: "Zürich", date: "2026-07-02" });
    await giveRace(app, userId, { name: "Gone by", date: "2026-05-03" });
    const names = async (query: string) =>
      [...(await visitor.get(`/races${query}`)).text.matchAll(
        /<a href="\/races\/[\w-]{36}">([^<]+)/g,
      )]
        .map(([, name]) => name);
    const first = await visitor.get("/races");
    assertShows(first, "33 races");
    const next = first.text.match(/href="(\/races\?after=[^"]+)"/)?.[1] ?? "";
    const all = [...await names(""), ...await names(next.slice("/races".length))];
    strictEqual(new Set(all).size, 33);
    deepStrictEqual(all.slice(-2), ["Élan de Brest", "Zürich Half"]);
    deepStrictEqual(await names("?q=elan+BREST"), ["Élan de Brest"]);
    deepStrictEqual(await names("?q=%25"), []);
    deepStrictEqual(await names("?country=CH"), ["Zürich Half"]);
    deepStrictEqual(await names("?distance=half"), ["Zürich Half"]);
    deepStrictEqual(await names("?when=past"), ["Gone by"]);
    deepStrictEqual(await names("?who=mine"), []);
    assertShows(await visitor.get("/races?q=nothing"), t.noneFound);
    for (const query of ["country=EU", "distance=x", "when=x", "who=x", "q=%00"]) {
      strictEqual((await visitor.get(`/races?${query}`)).status, 422, query);
    }
    strictEqual((await visitor.get("/races?after=junk")).status, 200);
  }));

Deno.test("Only who added a race changes it, or an operator, and one that others entered stays", () =>
  withApp({}, async (app) => {
    const ana = await newRunner(app);
    const ben = await newRunner(app);
    const id = await giveRace(app, await userIdOf(app, ana.email));
    const changed = { ...RACE_FORM, name: "Lyon Autumn Classic" };
    for (const [path, form] of [["edit", changed], ["removal", {}]] as const) {
      const answer = await ben.visitor.post(`/races/${id}/${path}`, form);
      strictEqual(answer.status, 403);
      assertShows(answer, en.refusals.race_of_another.title);
    }
    strictEqual((await ana.visitor.post(`/races/${id}/edit`, changed)).status, 303);
    const [race] = await app.db.select().from(races);
    deepStrictEqual([race.name, race.revision], ["Lyon Autumn Classic", 2]);
    assertShows(await ben.visitor.get("/races?q=classic"), "Lyon Autumn Classic");
    await ben.visitor.post(`/races/${id}/entry`, ENTRY);
    const longer = await ana.visitor.post(`/races/${id}/edit`, { ...changed, distance: "half" });
    strictEqual(longer.status, 409);
    assertShows(longer, en.refusals.race_fixed.title);
    const later = { ...changed, date: "2026-10-11" };
    strictEqual((await ana.visitor.post(`/races/${id}/edit`, later)).status, 303);
    assertShows(await ana.visitor.post(`/races/${id}/removal`), en.refusals.race_entered.title);
    await ben.visitor.post(`/races/${id}/withdrawal`);
    strictEqual((await ana.visitor.post(`/races/${id}/removal`)).location, "/races");
    strictEqual(await app.db.$count(races), 0);
  }));

Deno.test("/races and a race's page speak each language", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const id = await giveRace(app, await userIdOf(app, email));
    for (const [locale, words] of [["fr", fr], ["zh", zh]] as const) {
      await app.db.update(users).set({ locale });
      assertShows(await visitor.get("/races"), words.races.title, words.races.add);
      const page = await visitor.get(`/races/${id}`);
      assertShows(page, words.races.mine.title, words.races.surfaces.road);
      assertShows(await visitor.get("/races/new"), words.races.form.lead);
    }
  }));
