import { strictEqual } from "node:assert/strict";
import { en } from "@/locales/en/mod.ts";
import { withApp } from "@/tests/support/app.ts";
import { assertShows } from "@/tests/support/page.ts";
import { FORM, shown, stored } from "@/tests/support/profile.ts";
import { newRunner, PASSWORD } from "@/tests/support/runner.ts";

Deno.test("POST /account/profile names a weight's bounds in the unit that was typed", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const { range } = en.profile.problems;
    for (const weight of ["35", "44", "661.5"]) {
      const form = { ...FORM, weight, weightUnit: "lb" };
      const answer = await visitor.post("/account/profile", form);
      strictEqual(answer.status, 422, weight);
      assertShows(answer, range(44.1, 661.4));
    }
    const edges = [["44.1", 20], ["661.4", 300]] as const;
    for (const [weight, kg] of edges) {
      const form = { ...FORM, weight, weightUnit: "lb", units: "mi" };
      await visitor.post("/account/profile", form);
      strictEqual(Math.round((await stored(app, email)).weightKg ?? 0), kg);
      const page = await visitor.get("/account/profile");
      strictEqual(shown(page.text, "weight"), weight, "what is shown can be sent again");
    }
  }));

Deno.test("POST /account/profile takes whoever is five years old this year", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    await visitor.post("/account/profile", { ...FORM, birthYear: "2021" });
    strictEqual((await stored(app, email)).birthYear, 2021);
    app.clock.advance(366 * 86_400_000);
    const again = await visitor.post("/sign-in", { email, password: PASSWORD });
    strictEqual(again.status, 303);
    await visitor.post("/account/profile", { ...FORM, birthYear: "2022" });
    strictEqual((await stored(app, email)).birthYear, 2022);
  }));

Deno.test("POST /account/profile stores a time zone as it is spelt, however it was typed", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const spellings = [["eUROPE/pARIS", "Europe/Paris"], ["utc", "UTC"], [
      "US/Pacific",
      "America/Los_Angeles",
    ]];
    for (const [typed, canonical] of spellings) {
      await visitor.post("/account/profile", { ...FORM, timeZone: typed });
      strictEqual((await stored(app, email)).timeZone, canonical);
      const page = await visitor.get("/account/profile");
      strictEqual(
        page.text.match(new RegExp(`<option[^>]*>${canonical}</option>`, "g"))?.length,
        1,
      );
    }
  }));
