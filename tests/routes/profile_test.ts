import { match, ok, strictEqual } from "node:assert/strict";
import { en } from "@/locales/en/mod.ts";
import { withApp } from "@/tests/support/app.ts";
import { assertShows } from "@/tests/support/page.ts";
import { FORM, shown, stored } from "@/tests/support/profile.ts";
import { newRunner } from "@/tests/support/runner.ts";

Deno.test("POST /account/profile stores every field, and an empty one as no answer", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const answer = await visitor.post("/account/profile", FORM);
    strictEqual(answer.location, "/account/profile?done=1");
    const saved = await stored(app, email);
    const { name, birthYear, sex, weightKg, maxHr, restHr, vo2max, timeZone } = saved;
    strictEqual(
      [name, birthYear, sex, weightKg, maxHr, restHr, vo2max, timeZone].join(),
      "Ana,1990,female,61.5,188,48,52.5,Europe/Paris",
    );
    const page = await visitor.get(answer.location);
    assertShows(page, en.shell.saved);
    for (const field of ["name", "birthYear", "weight", "maxHr", "restHr", "vo2max"] as const) {
      strictEqual(shown(page.text, field), FORM[field], field);
    }

    const empty = { name: "", birthYear: " ", sex: "", weight: "", maxHr: "", restHr: "" };
    await visitor.post("/account/profile", { ...FORM, ...empty, vo2max: "" });
    const cleared = await stored(app, email);
    for (
      const field of ["name", "birthYear", "sex", "weightKg", "maxHr", "restHr", "vo2max"] as const
    ) {
      strictEqual(cleared[field], null, field);
    }
  }));

Deno.test("POST /account/profile takes a comma, and pounds when the form showed pounds", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    await visitor.post("/account/profile", { ...FORM, weight: "61,5", vo2max: "52,5" });
    strictEqual((await stored(app, email)).weightKg, 61.5);
    strictEqual((await stored(app, email)).vo2max, 52.5);

    await visitor.post("/account/profile", { ...FORM, units: "mi" });
    strictEqual((await stored(app, email)).weightKg, 61.5, "the form had shown kilograms");
    const inPounds = (await visitor.get("/account/profile")).text;
    strictEqual(shown(inPounds, "weight"), "135.6");
    strictEqual(shown(inPounds, "weightUnit"), "lb");

    const pounds = { ...FORM, weight: "150", weightUnit: "lb", units: "km" };
    await visitor.post("/account/profile", pounds);
    strictEqual((await stored(app, email)).weightKg, 68.04);
  }));

Deno.test("POST /account/profile refuses what no person can be, field by field, and stores nothing", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    await visitor.post("/account/profile", FORM);
    const before = await stored(app, email);
    const { range, name, timeZone, choice, hrOrder } = en.profile.problems;
    const cases: [field: string, value: string, reason: string][] = [
      ["birthYear", "1899", range(1900, 2021)],
      ["birthYear", "2022", range(1900, 2021)],
      ["birthYear", "1990.5", range(1900, 2021)],
      ["birthYear", "last year", range(1900, 2021)],
      ["birthYear", "0x7c6", range(1900, 2021)],
      ["weight", "19.9", range(20, 300)],
      ["weight", "300.1", range(20, 300)],
      ["weight", "1e2", range(20, 300)],
      ["weight", "61.5.5", range(20, 300)],
      ["maxHr", "99", range(100, 240)],
      ["maxHr", "241", range(100, 240)],
      ["restHr", "24", range(25, 120)],
      ["restHr", "121", range(25, 120)],
      ["vo2max", "9.9", range(10, 100)],
      ["vo2max", "NaN", range(10, 100)],
      ["vo2max", "Infinity", range(10, 100)],
      ["name", "x".repeat(81), name],
      ["name", "a\u0000b", name],
      ["timeZone", "Mars/Olympus", timeZone],
      ["timeZone", "+02:00", timeZone],
      ["units", "leagues", choice],
      ["locale", "tlh", choice],
      ["weekStart", "friday", choice],
      ["sex", "yes", choice],
    ];
    for (const [field, value, reason] of cases) {
      const answer = await visitor.post("/account/profile", { ...FORM, [field]: value });
      strictEqual(answer.status, 422, `${field} ${value}`);
      assertShows(answer, reason);
      ok(answer.text.includes(`href="#field-${field}"`), field);
    }
    const order = await visitor.post("/account/profile", { ...FORM, maxHr: "110", restHr: "110" });
    strictEqual(order.status, 422);
    assertShows(order, hrOrder);
    strictEqual(JSON.stringify(await stored(app, email)), JSON.stringify(before));
  }));

Deno.test("A profile changes the pages: zone, units, name and the week's first day", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    await visitor.get("/");
    const changes = { name: "Ana <b>", units: "mi", weekStart: "sunday", timeZone: "Asia/Kolkata" };
    await visitor.post("/account/profile", { ...FORM, ...changes });
    const { units, weekStart, timeZone } = await stored(app, email);
    strictEqual([units, weekStart, timeZone].join(), "mi,sunday,Asia/Calcutta");
    match((await visitor.get("/")).text, /Ana &lt;b>/);
    match((await visitor.get("/account/sessions")).text, /1:30/, "08:00 UTC in Kolkata");
  }));

Deno.test("POST /account/profile says every field's problem at once, each under its label", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const wrong = {
      ...FORM,
      birthYear: "1700",
      weight: "0",
      maxHr: "110",
      restHr: "115",
      sex: "?",
    };
    const answer = await visitor.post("/account/profile", wrong);
    strictEqual(answer.status, 422);
    const { problems, birthYear, weight, restHr, sex } = en.profile;
    assertShows(
      answer,
      `${birthYear}: ${problems.range(1900, 2021)}`,
      `${weight}: ${problems.range(20, 300)}`,
      `${restHr}: ${problems.hrOrder}`,
      `${sex}: ${problems.choice}`,
    );
    for (const name of ["birthYear", "weight", "restHr", "sex"]) {
      ok(answer.text.includes(`href="#field-${name}"`), name);
    }
  }));

Deno.test("GET /account/profile writes numbers as the runner's language does", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const french = { ...FORM, locale: "fr", units: "mi" };
    await visitor.post("/account/profile", french);
    const { text } = await visitor.get("/account/profile");
    strictEqual(shown(text, "weight"), "135,6");
    strictEqual(shown(text, "vo2max"), "52,5");
    strictEqual(shown(text, "birthYear"), "1990");
    const again = { ...french, weight: "135,6", weightUnit: "lb", vo2max: "52,5" };
    strictEqual((await visitor.post("/account/profile", again)).status, 303);
    strictEqual((await stored(app, email)).vo2max, 52.5, "what is shown can be sent again");
    const wrong = { ...again, weight: "1" };
    assertShows(await visitor.post("/account/profile", wrong), "44,1 à 661,4");
  }));

Deno.test("The pages under Account lead back to it", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    for (const page of ["profile", "password", "email", "sessions", "delete"]) {
      const { text } = await visitor.get(`/account/${page}`);
      match(text, /<main.*<a href="\/account">.*<h1>/, page);
    }
  }));
