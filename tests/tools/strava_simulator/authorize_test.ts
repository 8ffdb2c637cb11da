import { equal, match, ok } from "node:assert/strict";
import { demoAthleteId } from "@/tools/strava_simulator/mod.ts";
import {
  authorizeUrl,
  callbackUrl,
  connect,
  errorLine,
  locationOf,
  obtainCode,
  postToken,
  pressButton,
  withSimulator,
} from "./support.ts";

Deno.test("GET /oauth/authorize shows a form without scripts that says it is a simulator", async () => {
  await withSimulator({}, async (simulator) => {
    for (const path of ["/authorize", "/mobile/authorize"]) {
      const answer = await fetch(authorizeUrl(simulator).replace("/authorize", path));
      const html = await answer.text();
      equal(answer.status, 200);
      match(html, /Simulator, not Strava/);
      match(html, /Camille Moreau/);
      match(html, /value="read" checked disabled/);
      match(html, /value="activity:read_all" checked/);
      ok(!html.includes("<script"));
    }
  });
});

Deno.test("the consent page escapes what a client puts into the link", async () => {
  await withSimulator({}, async (simulator) => {
    const url = authorizeUrl(simulator, { state: '"><script>alert(1)</script>' });
    const html = await (await fetch(url)).text();
    ok(!html.includes("<script"));
  });
});

Deno.test("GET /oauth/authorize refuses what Strava refuses", async () => {
  await withSimulator({ callbackDomains: ["runnerly.example"] }, async (simulator) => {
    const refusals: [Record<string, string>, string][] = [
      [{ client_id: "9" }, "400 Bad Request Application/client_id/invalid"],
      [
        { redirect_uri: "https://evil.example/" },
        "400 Bad Request Application/redirect_uri/invalid",
      ],
      [
        { redirect_uri: "https://notrunnerly.example/" },
        "400 Bad Request Application/redirect_uri/invalid",
      ],
      [{ redirect_uri: "javascript:alert(1)" }, "400 Bad Request Application/redirect_uri/invalid"],
      [{ scope: "read,runs:steal" }, "400 Bad Request Authorize/scope/invalid"],
      [{ scope: "" }, "400 Bad Request Authorize/scope/invalid"],
    ];
    for (const [change, line] of refusals) {
      equal(await errorLine(await fetch(authorizeUrl(simulator, change))), line);
    }
    for (const host of ["runnerly.example", "app.runnerly.example", "127.0.0.1:8000"]) {
      const url = authorizeUrl(simulator, { redirect_uri: `https://${host}/callback` });
      const answer = await fetch(url);
      await answer.body?.cancel();
      equal(answer.status, 200, host);
    }
  });
});

Deno.test("Authorize sends the code, the state and the granted scopes back", async () => {
  await withSimulator({}, async (simulator) => {
    const answer = await pressButton(simulator);
    await answer.body?.cancel();
    const location = answer.headers.get("location") ?? "";
    ok(location.startsWith(`${callbackUrl}?state=state-1&code=`));
    match(location, /&code=[0-9a-f]{40}&scope=read,activity:read_all,profile:read_all$/);
  });
});

Deno.test("an unticked scope is left out and the flow still succeeds", async () => {
  await withSimulator({}, async (simulator) => {
    const answer = await pressButton(simulator, { ticked: ["profile:read_all"] });
    await answer.body?.cancel();
    equal(locationOf(answer).searchParams.get("scope"), "read,profile:read_all");
    ok(locationOf(answer).searchParams.get("code"));
  });
});

Deno.test("Cancel answers access_denied without a code", async () => {
  await withSimulator({}, async (simulator) => {
    const answer = await pressButton(simulator, { decision: "cancel" });
    await answer.body?.cancel();
    equal(locationOf(answer).href, `${callbackUrl}?state=state-1&error=access_denied`);
  });
});

Deno.test("consent given before skips the page unless the prompt is forced", async () => {
  await withSimulator({}, async (simulator) => {
    await connect(simulator);
    const headers = { cookie: `simulator_athlete=${demoAthleteId}` };
    const again = await fetch(authorizeUrl(simulator), { headers, redirect: "manual" });
    await again.body?.cancel();
    equal(again.status, 302);
    ok(locationOf(again).searchParams.get("code"));
    const forced = authorizeUrl(simulator, { approval_prompt: "force" });
    const page = await fetch(forced, { headers, redirect: "manual" });
    await page.body?.cancel();
    equal(page.status, 200);
  });
});

Deno.test("?auto works only when control allows it", async () => {
  await withSimulator({}, async (simulator) => {
    const url = authorizeUrl(simulator, { auto: "approve" });
    const ignored = await fetch(url, { redirect: "manual" });
    await ignored.body?.cancel();
    equal(ignored.status, 200);
    simulator.setBehaviour({ autoConsent: true });
    const approved = await fetch(url, { redirect: "manual" });
    await approved.body?.cancel();
    ok(locationOf(approved).searchParams.get("code"));
    const denied = await fetch(authorizeUrl(simulator, { auto: "deny" }), { redirect: "manual" });
    await denied.body?.cancel();
    equal(locationOf(denied).searchParams.get("error"), "access_denied");
  });
});

Deno.test("an application beyond its capacity is refused on the page and at the token (F12)", async () => {
  await withSimulator({}, async (simulator) => {
    await connect(simulator);
    simulator.setApp({ capacity: 1 });
    const [first, second] = simulator.athletes();
    const page = await pressButton(simulator, { athleteId: second?.id });
    equal(page.status, 403);
    match(await page.text(), /Error 403: Limit of connected athletes exceeded/);
    ok(await obtainCode(simulator, { athleteId: first?.id }));
    simulator.setBehaviour({ capacityCheckedAt: "token" });
    const code = await obtainCode(simulator, { athleteId: second?.id });
    const refused = await postToken(simulator, { grant_type: "authorization_code", code });
    equal(refused.status, 403);
    await refused.body?.cancel();
  });
});
