import { html } from "hono/html";
import type { World } from "../world.ts";
import type { AuthorizeRequest } from "./request.ts";

const meanings: Record<string, string> = {
  "read": "View your public profile",
  "read_all": "View your private routes, segments and events",
  "profile:read_all": "View your complete profile, with heart rate zones",
  "profile:write": "Update your profile",
  "activity:read": "View your activities that everyone or your followers may see",
  "activity:read_all": "View all your activities, also those only you can see",
  "activity:write": "Upload activities and edit them",
};

/** A plain form that works without JavaScript and names itself a simulator. */
export function renderConsentPage(world: World, asked: AuthorizeRequest, athleteId: number) {
  const athletes = [...world.state.athletes.values()];
  const options = athletes.map((athlete) =>
    html`<option value="${athlete.id}" ${
      athlete.id === athleteId ? "selected" : ""
    }>${athlete.firstName} ${athlete.lastName} (${athlete.city})</option>`
  );
  const person = athletes.length === 1
    ? html`
      <p>Signed in as <strong>${athletes[0]?.firstName} ${athletes[0]?.lastName}</strong></p>
      <input type="hidden" name="athlete_id" value="${athletes[0]?.id}">
    `
    : html`
      <label for="athlete_id">Sign in as</label>
      <select id="athlete_id" name="athlete_id">${options}</select>
    `;
  return page(
    "Authorize an application",
    html`
      <h1>Connect this application to your training log?</h1>
      <p>Application <strong>${asked.clientId}</strong> would like to use the simulated account.</p>
      <form method="post">
            <input type="hidden" name="client_id" value="${asked.clientId}">
            <input type="hidden" name="redirect_uri" value="${asked.redirectUri}">
            <input type="hidden" name="response_type" value="code">
            <input type="hidden" name="scope" value="${asked.scopes.join(",")}">
            <input type="hidden" name="state" value="${asked.state ?? ""}">
            ${person}
            <fieldset><legend>It will be able to</legend>${asked.scopes.map(checkbox)}</fieldset>
            <div class="buttons">
              <button name="decision" value="authorize" class="main">Authorize</button>
              <button name="decision" value="cancel">Cancel</button>
            </div>
          </form>
    `,
  );
}

export function renderRefusalPage(message: string): string {
  return String(page("Not possible", html`<h1>${message}</h1>`));
}

function checkbox(scope: string) {
  const required = scope === "read";
  return html`
    <label
      class="scope"><input type="checkbox" name="granted" value="${scope}" checked ${required
        ? "disabled"
        : ""}><span>${meanings[scope] ?? scope}${required
        ? " (required)"
        : ""}<code>${scope}</code></span></label>
  `;
}

function page(title: string, content: unknown) {
  return html`
    <!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>${title} · simulator</title>
        <style>${stylesheet}</style>
      </head>
      <body>
        <p class="banner"
          role="note"><strong>Simulator, not Strava.</strong> A stand-in for tests and demos; every runner here is made up.</p>
        <main>${content}</main>
      </body>
    </html>
  `;
}

const stylesheet = `
:root { color-scheme: light dark; --ink: #1d2630; --paper: #fff; --back: #eef1f4; --line: #c9d1d9;
  --main: #235d9f; --note: #fff3cd; --note-ink: #533f03; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #1b222b; --back: #0f141a;
  --line: #3d4752; --main: #2f6fb8; --note: #4a3b07; --note-ink: #ffe9a8; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; }
.banner { margin: 0; padding: .75rem 1rem; background: var(--note); color: var(--note-ink);
  text-align: center; }
main { max-width: 30rem; margin: 2rem auto; padding: 1.5rem 2rem; background: var(--paper);
  border: 1px solid var(--line); border-radius: .75rem; }
h1 { margin: 0 0 .5rem; font-size: 1.35rem; line-height: 1.25; }
fieldset { margin: 1.25rem 0; padding: .5rem 1rem; border: 1px solid var(--line);
  border-radius: .5rem; }
legend { padding: 0 .35rem; font-weight: 600; }
select { display: block; width: 100%; padding: .6rem; font: inherit; }
.scope { display: flex; gap: .75rem; align-items: start; padding: .5rem 0; }
.scope input { flex: none; width: 1.25rem; height: 1.25rem; margin-top: .15rem; }
.scope code { display: block; font-size: .8rem; opacity: .75; }
.buttons { display: flex; gap: .75rem; }
button { flex: 1; padding: .75rem; font: inherit; font-weight: 600; border-radius: .5rem;
  border: 1px solid var(--line); background: transparent; color: inherit; cursor: pointer; }
button.main { background: var(--main); border-color: var(--main); color: #fff; }
`;
