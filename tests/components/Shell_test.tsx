import { match, ok, strictEqual } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { Shell, type ShellProps } from "@/components/Shell.tsx";

const props: ShellProps = {
  lang: "fr",
  title: "Sorties",
  path: "/runs",
  signedIn: true,
  runnerName: "Ana & Tom",
  assets: { css: "/static/app.css", favicon: "/static/favicon.svg" },
  bodyHtml: "<h1>Sorties</h1>",
  t: {
    dashboard: "Tableau de bord",
    runs: "Sorties",
    races: "Courses",
    reports: "Bilans",
    strava: "Strava",
    account: "Compte",
    signIn: "Se connecter",
    signUp: "Créer un compte",
    signOut: "Se déconnecter",
    skip: "Aller au contenu",
    privacy: "Confidentialité",
    developers: "Développeurs",
    tagline: "Courir, au clair.",
  },
};

Deno.test("Shell() marks the one link of the navigation that the path lies under", () => {
  const cases: [path: string, current?: string][] = [
    ["/", "/"],
    ["/runs", "/runs"],
    ["/runs/42", "/runs"],
    ["/account", "/account"],
    ["/account/strava", "/account/strava"],
    ["/account/profile", "/account"],
    ["/strava/connect", "/account/strava"],
    ["/strava/callback", "/account/strava"],
    ["/stravaganza"],
    ["/privacy"],
  ];
  for (const [path, expected] of cases) {
    const current = [
      ...shell({ path }).matchAll(/<a href="([^"]*)" aria-current="page"/g),
    ];
    strictEqual(current.map(([, href]) => href).join(), expected ?? "", path);
  }
});

Deno.test("Shell() starts with a skip link that leads to the page", () => {
  const html = shell();
  strictEqual(html.match(/<body[^>]*><a class="skip-link" href="#main">/)?.length, 1);
  match(html, /<main id="main"[^>]*><h1>Sorties<\/h1><\/main>/);
});

Deno.test("Shell() signs out by POST and offers strangers no navigation", () => {
  match(shell(), /<form class="site-session" method="post" action="\/sign-out">/);
  const stranger = shell({ signedIn: false, runnerName: undefined });
  ok(!stranger.includes("<nav") && !stranger.includes("sign-out"));
  match(stranger, /href="\/sign-in"/);
});

Deno.test("Shell() escapes titles and names, and has no inline style or script", () => {
  const html = shell({ title: "</title><script>" });
  ok(!html.includes("<script"));
  match(html, /Ana &amp; Tom/);
  ok(!/\sstyle=/.test(html));
});

Deno.test("Shell() loads a module only where a page has one", () => {
  ok(!shell().includes("<script"));
  const assets = { ...props.assets, script: "/static/islands/a.js", preload: ["/static/b.js"] };
  const html = shell({ assets });
  match(html, /<script type="module" src="\/static\/islands\/a\.js"><\/script>/);
  match(html, /<link +rel="modulepreload" href="\/static\/b\.js">/);
});

function shell(changes: Partial<ShellProps> = {}): string {
  return renderToString(<Shell {...props} {...changes} />);
}
