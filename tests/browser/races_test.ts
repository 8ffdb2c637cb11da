import { ok, strictEqual } from "node:assert/strict";
import { en } from "@/locales/en/mod.ts";
import { browserTest } from "@/tests/support/browser.ts";
import { openAs, press, tabTo, type } from "@/tests/support/keyboard.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { withWebApp } from "@/tests/support/web.ts";

const t = en.races;

browserTest(
  "a race goes from one runner's keyboard to another's list, goals and pace band",
  (open) =>
    withWebApp({}, async (app) => {
      const ana = await openAs(open, app, (await newRunner(app)).visitor);
      await ana.goto(app.url);
      await press(ana, "link", en.shell.races);
      await press(ana, "link", t.add);
      await type(ana, t.form.name, "Lyon Autumn Run");
      // As a browser in English has a date: month, day, year.
      await type(ana, t.form.date, "10042026");
      await type(ana, t.form.distance, "Half");
      await type(ana, t.form.place, "Lyon");
      await type(ana, t.form.country, "France");
      await press(ana, "button", t.form.submit);
      strictEqual(await ana.getByRole("heading", { level: 1 }).innerText(), "Lyon Autumn Run");
      ok(await ana.getByText(t.added).isVisible());

      const ben = await openAs(open, app, (await newRunner(app)).visitor);
      await ben.goto(app.url);
      ok(await ben.getByRole("heading", { name: t.comingUp }).isVisible());
      await press(ben, "link", "Lyon Autumn Run");
      ok(await ben.getByText("Half marathon").isVisible());
      await tabTo(ben, ben.locator("[name=goalB]"));
      await ben.keyboard.type("1:45:00");
      await tabTo(ben, ben.getByLabel(t.mine.isShown));
      await ben.keyboard.press("Space");
      await press(ben, "button", t.mine.enter);
      ok(await ben.getByText("4:59 /km").isVisible());
      await press(ben, "link", t.paces.negative);
      ok(await ben.getByRole("row", { name: /Finish 1:45:00/ }).isVisible());

      await ana.reload();
      ok(await ana.getByText(t.going.nameless).isVisible());
      strictEqual(await ana.getByText("1:45:00", { exact: true }).count(), 0);
    }),
);
