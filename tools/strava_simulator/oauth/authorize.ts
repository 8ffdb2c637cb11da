import { Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { badRequest } from "../answers.ts";
import type { World } from "../world.ts";
import { renderConsentPage, renderRefusalPage } from "./consent_page.ts";
import { hasRoomFor, issueCode } from "./grants.ts";
import {
  type AuthorizeRequest,
  readAuthorizeRequest,
  redirectApproved,
  redirectDenied,
} from "./request.ts";

const signedIn = "simulator_athlete";

/** The consent page and what its two buttons do. */
export function authorizeRoutes(world: World): Hono {
  const app = new Hono();
  for (const path of ["/authorize", "/mobile/authorize"]) {
    app.get(path, (c) => {
      const asked = readAuthorizeRequest(world, new URL(c.req.url).searchParams);
      if (asked instanceof Response) return asked;
      const athleteId = Number(getCookie(c, signedIn) ?? firstAthlete(world));
      const shortcut = skipConsent(world, asked, {
        auto: c.req.query("auto"),
        knownAthlete: getCookie(c, signedIn) === undefined ? undefined : athleteId,
        athleteId: Number(c.req.query("athlete") ?? athleteId),
      });
      if (shortcut instanceof Response) return shortcut;
      return shortcut ? c.redirect(shortcut) : c.html(renderConsentPage(world, asked, athleteId));
    });
    app.post(path, async (c) => {
      const form = new URLSearchParams(await c.req.text());
      const asked = readAuthorizeRequest(world, form);
      if (asked instanceof Response) return asked;
      if (form.get("decision") !== "authorize") return c.redirect(redirectDenied(asked));
      const athleteId = Number(form.get("athlete_id"));
      const ticked = form.getAll("granted");
      const granted = asked.scopes.filter((scope) => scope === "read" || ticked.includes(scope));
      setCookie(c, signedIn, String(athleteId), { path: "/", httpOnly: true, sameSite: "Lax" });
      const answer = approve(world, asked, athleteId, granted);
      return answer instanceof Response ? answer : c.redirect(answer);
    });
  }
  return app;
}

/** Consent given before, or by a test that control allowed, needs no page. */
function skipConsent(
  world: World,
  asked: AuthorizeRequest,
  visitor: { auto: string | undefined; knownAthlete: number | undefined; athleteId: number },
): string | Response | undefined {
  if (world.state.behaviour.autoConsent && visitor.auto === "deny") return redirectDenied(asked);
  if (world.state.behaviour.autoConsent && visitor.auto === "approve") {
    return approve(world, asked, visitor.athleteId, asked.scopes);
  }
  if (asked.prompt === "force" || visitor.knownAthlete === undefined) return undefined;
  const grant = world.state.grants.get(visitor.knownAthlete);
  if (!grant || asked.scopes.some((scope) => !grant.scopes.includes(scope))) return undefined;
  return approve(world, asked, visitor.knownAthlete, asked.scopes);
}

function approve(
  world: World,
  asked: AuthorizeRequest,
  athleteId: number,
  scopes: readonly string[],
): string | Response {
  if (!world.state.athletes.has(athleteId)) return badRequest("Athlete", "id", "invalid");
  const { capacityCheckedAt } = world.state.behaviour;
  if (capacityCheckedAt !== "token" && !hasRoomFor(world, athleteId)) {
    const html = renderRefusalPage("Error 403: Limit of connected athletes exceeded");
    return new Response(html, {
      status: 403,
      headers: { "content-type": "text/html; charset=utf-8" },
    });
  }
  return redirectApproved(asked, issueCode(world, athleteId, scopes), scopes);
}

function firstAthlete(world: World): number {
  return world.state.athletes.keys().next().value ?? 0;
}
