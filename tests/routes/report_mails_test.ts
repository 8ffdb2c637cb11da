import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { en } from "@/locales/en/mod.ts";
import { signLink } from "@/domain/mail/links.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import { userIdOf } from "@/tests/support/history.ts";
import { PLAN_FORM } from "@/tests/support/plans.ts";
import { giveWeeks } from "@/tests/support/report_runs.ts";
import { choicesOf, linkIn, reportAt, reportsTo } from "@/tests/support/reports.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { digestTables } from "@/tests/support/tables.ts";

const MONDAY = "2026-05-11T06:00:00Z";
const ONE_CLICK = { "content-type": "application/x-www-form-urlencoded" };

/** Somebody with a plan and a history, and their first report. */
async function reported(app: TestApp) {
  const { visitor, email } = await newRunner(app);
  await giveWeeks(app, await userIdOf(app, email), "2026-05-10");
  await visitor.post("/plan", PLAN_FORM);
  await app.drain();
  await reportAt(app, MONDAY);
  const [mail] = reportsTo(app, email);
  ok(mail);
  return { visitor, email, mail };
}

/** What the plan and the choices are, without what merely reading leaves. */
async function state(app: TestApp): Promise<string> {
  return await digestTables(app.db, ["sessions", "jobs", "mails"]);
}

Deno.test("HTML and text of a report say the same, and every number leads to how it was computed", () =>
  withApp({}, async (app) => {
    const { mail, visitor } = await reported(app);
    strictEqual(mail.subject, "Your longest run ever: 21.4\u00a0km");
    for (const said of ["37.0", "1.41 times", "16 weeks with a run", "Long run · 10.0\u00a0km"]) {
      ok(mail.text.includes(said), said);
      ok(mail.html.includes(said), said);
    }
    const hrefs = (text: string) => new Set(text.match(/http:\/\/localhost[^\s"<]+/g));
    const inHtml = [...hrefs(mail.html)].filter((href) => !href.includes("#how-"));
    deepStrictEqual(inHtml.sort(), [...hrefs(mail.text)].sort());
    const numbers = [...mail.html.matchAll(/href="[^"]+(#how-\w+)"/g)].map(([, hash]) => hash);
    ok(numbers.length >= 10);
    const page = (await visitor.get("/reports/2026-05-04")).text;
    for (const hash of numbers) ok(page.includes(`id="${hash.slice(1)}"`), hash);
  }));

Deno.test("The chart comes along as a picture, and its sentence where pictures are not shown", () =>
  withApp({}, async (app) => {
    const { mail } = await reported(app);
    match(mail.images.get("chart") ?? "", /^data:image\/png;base64,iVBORw0KGgo/);
    match(mail.html, /<img src="cid:chart" alt="37\.0.km this time; [^"]+"/);
    ok(mail.text.includes("37.0\u00a0km this time"));
  }));

Deno.test("One click unsubscribes without a cookie or a page, and following the link alone does not", () =>
  withApp({}, async (app) => {
    const { email, mail } = await reported(app);
    strictEqual(mail.headers.get("list-unsubscribe-post"), "List-Unsubscribe=One-Click");
    const [, path] = mail.headers.get("list-unsubscribe")?.match(/^<http:\/\/[^/]+(\/\S+)>$/) ?? [];
    ok(path);
    const before = await state(app);
    const program = app.visit();
    strictEqual((await program.get(path)).status, 200);
    strictEqual(await state(app), before, "mail scanners follow links");
    const body = "List-Unsubscribe=One-Click";
    const answer = await program.send(path, { method: "POST", body, headers: ONE_CLICK });
    strictEqual(answer.status, 200, "no redirect (RFC 8058, 3.1)");
    strictEqual(program.cookies.size, 0);
    strictEqual((await choicesOf(app, email)).cadence, "none");
    await reportAt(app, "2026-05-18T06:00:00Z");
    strictEqual(reportsTo(app, email).length, 1);
  }));

Deno.test("A link that was changed, or made for something else, opens nothing", () =>
  withApp({}, async (app) => {
    const { mail } = await reported(app);
    const unsubscribe = linkIn(mail, "/unsubscribe/");
    const ill = linkIn(mail, "/mail-actions/");
    const before = await state(app);
    const other = signLink(app.deps.sealer, {
      ...{ act: "unsubscribe" as const, userId: crypto.randomUUID(), about: "report", until: null },
    });
    const forged = [
      unsubscribe.replace(/.$/, (last) => last === "A" ? "B" : "A"),
      unsubscribe.replace(/\/WyJ/, "/XyJ"),
      `${unsubscribe}.x`,
      unsubscribe.split(".")[0],
      `/unsubscribe/${other}`,
      ill.replace("/mail-actions/", "/unsubscribe/"),
      unsubscribe.replace("/unsubscribe/", "/mail-actions/"),
      ill.replace(/.$/, (last) => last === "A" ? "B" : "A"),
    ];
    for (const path of forged) {
      strictEqual((await app.visit().get(path)).status, 404, path);
      strictEqual((await app.visit().post(path)).status, 404, path);
    }
    strictEqual(await state(app), before);
  }));

Deno.test("A link in a report asks before it changes the plan, and what it does can be undone", () =>
  withApp({}, async (app) => {
    const { visitor, mail } = await reported(app);
    const paths = mail.text.match(/\/mail-actions\/\S+/g) ?? [];
    strictEqual(paths.length, 3);
    for (const path of paths) {
      const before = await state(app);
      const stranger = app.visit();
      const { text } = await stranger.get(path);
      strictEqual(await state(app), before, "it only asks");
      const print = text.match(/name="print" value="([^"]+)"/)?.[1] ?? "";
      const answer = await stranger.post(path, { print });
      strictEqual(answer.location, `${path}?done=1`);
      ok((await stranger.get(`${path}?done=1`)).text.includes(en.letters.acts.done));
      ok(await state(app) !== before, path);
      strictEqual((await visitor.post("/plan/undo")).status, 303);
    }
  }));

Deno.test("A link in a report is over after two weeks", () =>
  withApp({}, async (app) => {
    const { mail } = await reported(app);
    const path = linkIn(mail, "/mail-actions/");
    app.clock.advance(13 * 86_400_000);
    strictEqual((await app.visit().get(path)).status, 200);
    app.clock.advance(2 * 86_400_000);
    const { status, text } = await app.visit().get(path);
    strictEqual(status, 400);
    ok(text.includes(en.refusals.mail_act_over.title));
    strictEqual((await app.visit().post(path)).status, 400);
  }));

Deno.test("A proposal that is another one by now is not accepted unseen", () =>
  withApp({}, async (app) => {
    const { mail } = await reported(app);
    const path = linkIn(mail, "/mail-actions/");
    const before = await state(app);
    strictEqual((await app.visit().post(path, { print: "stale" })).status, 409);
    strictEqual(await state(app), before);
  }));

Deno.test("Sections that are not wanted are in neither HTML nor text", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    await giveWeeks(app, await userIdOf(app, email), "2026-05-10");
    await visitor.post("/account/mails", { cadence: "weekly", weekday: "1", hour: "6" });
    await reportAt(app, MONDAY);
    const [mail] = reportsTo(app, email);
    for (const said of ["1.41 times", "16 weeks with a run", "longest run you ever did"]) {
      ok(!mail.text.includes(said) && !mail.html.includes(said), said);
    }
    strictEqual(mail.images.size, 0);
    ok(mail.text.includes("37.0"));
  }));

Deno.test("A test comes at once, some times an hour, and takes nothing from the next report", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    const next = (await choicesOf(app, email)).nextPeriod;
    for (let sent = 1; sent <= 3; sent++) {
      strictEqual(
        (await visitor.post("/account/mails/test")).location,
        "/account/mails?done=tested",
      );
      await app.drain();
      strictEqual(reportsTo(app, email).length, sent);
    }
    ok(reportsTo(app, email)[0].text.includes(en.mails.report.test));
    strictEqual((await visitor.post("/account/mails/test")).status, 429);
    strictEqual((await choicesOf(app, email)).nextPeriod, next);
    await reportAt(app, MONDAY);
    strictEqual(reportsTo(app, email).length, 4);
  }));

Deno.test("The report that comes next can be seen before it comes", () =>
  withApp({}, async (app) => {
    const { visitor, email } = await newRunner(app);
    await giveWeeks(app, await userIdOf(app, email), "2026-05-03");
    const { text } = await visitor.get("/account/mails");
    ok(text.includes('href="/reports/2026-05-04"'));
    const preview = await visitor.get("/reports/2026-05-04");
    match(preview.text, /This is your next report, due on May 11, 2026, 6:00\sAM/);
    ok(preview.text.includes(en.reports.verdicts.week.open));
  }));
