import { match, strictEqual } from "node:assert/strict";
import { getUserByEmail } from "@/db/users.ts";
import { withApp } from "@/tests/support/app.ts";
import { newRunner, PASSWORD } from "@/tests/support/runner.ts";

const PUBLIC = ["/", "/sign-in", "/sign-up", "/forgotten-password", "/privacy", "/no/such/page"];
const PREFERENCES: [acceptLanguage: string, lang: string][] = [
  ["fr", "fr"],
  ["fr-CA,fr;q=0.9,en;q=0.8", "fr"],
  ["zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"],
  ["zh-TW", "zh-Hans"],
  ["ZH", "zh-Hans"],
  ["de,fr;q=0.5", "fr"],
  ["en;q=0.1,fr;q=0.2", "fr"],
  ["fr;q=0,en", "en"],
  ["de", "en"],
  ["*", "en"],
  ["", "en"],
  ["toString,fr;q=0.5", "fr"],
  [",;q=,;;=;fr;q=x", "en"],
  ["x".repeat(5000), "en"],
];

Deno.test("A stranger's pages are in the best language of Accept-Language", () =>
  withApp({}, async (app) => {
    const visitor = app.visit();
    for (const [header, lang] of PREFERENCES) {
      const { text } = await visitor.get("/privacy", { "accept-language": header });
      match(text, new RegExp(`<html lang="${lang}"`), header.slice(0, 40));
    }
    for (const path of PUBLIC) {
      const { text } = await visitor.get(path, { "accept-language": "fr" });
      match(text, /<html lang="fr"/, path);
    }
    const refused = await visitor.post("/sign-in", {}, { "accept-language": "zh" });
    match(refused.text, /<html lang="zh-Hans"/);
    const foreign = await visitor.post("/sign-in", {}, {
      "accept-language": "zh",
      origin: "https://evil.example",
    });
    strictEqual(foreign.status, 403);
    match(foreign.text, /<html lang="zh-Hans"/);
  }));

Deno.test("A runner's pages are in the profile's language, whatever the browser asks for", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const chinese = { "accept-language": "zh" };
    match((await visitor.get("/account", chinese)).text, /<html lang="en"/);
    const profile = {
      ...{ name: "", birthYear: "", sex: "", weight: "", maxHr: "", restHr: "", vo2max: "" },
      ...{ timeZone: "UTC", units: "km", weekStart: "monday" },
    };
    await visitor.get("/");
    await visitor.post("/account/profile", { ...profile, locale: "fr" });
    for (const path of ["/", "/account", "/runs", "/privacy", "/account/nothing"]) {
      const { text } = await visitor.get(path, chinese);
      match(text, /<html lang="fr"/, path);
    }
    await visitor.post("/sign-out");
    match((await visitor.get("/", chinese)).text, /<html lang="zh-Hans"/);
  }));

Deno.test("POST /sign-up keeps the language and the units of the browser for the profile", () =>
  withApp({}, async (app) => {
    for (
      const [header, locale, units] of [
        ["fr-FR", "fr", "km"],
        ["en-US", "en", "mi"],
        ["en-AU", "en", "km"],
        ["zh-CN", "zh", "km"],
      ]
    ) {
      const email = `${header.slice(0, 5)}@example.org`.toLowerCase();
      const form = { email, password: PASSWORD };
      await app.visit().post("/sign-up", form, { "accept-language": header });
      const user = await getUserByEmail(app.db, email);
      strictEqual([user?.locale, user?.units].join(), `${locale},${units}`, header);
    }
  }));
