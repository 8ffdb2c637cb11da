import { NavIcon, type NavIconName } from "@/components/NavIcon.tsx";

interface ShellText {
  dashboard: string;
  runs: string;
  races: string;
  reports: string;
  strava: string;
  account: string;
  signIn: string;
  signUp: string;
  signOut: string;
  skip: string;
  privacy: string;
  developers: string;
  tagline: string;
}

export interface ShellProps {
  lang: string;
  title: string;
  t: ShellText;
  path: string;
  signedIn: boolean;
  runnerName?: string;
  assets: { css: string; script?: string; preload?: string[]; favicon: string };
  /** Already rendered and escaped markup of the page. */
  bodyHtml: string;
}

/** The whole document around a page. The caller puts the doctype in front. */
export function Shell(props: ShellProps) {
  return (
    <html lang={props.lang}>
      <Head {...props} />
      <body class={props.signedIn ? "has-nav" : undefined}>
        <a class="skip-link" href="#main">{props.t.skip}</a>
        <Header {...props} />
        <main id="main" tabIndex={-1} dangerouslySetInnerHTML={{ __html: props.bodyHtml }} />
        <Footer t={props.t} />
      </body>
    </html>
  );
}

function Head({ title, assets }: ShellProps) {
  return (
    <head>
      <meta charset="utf-8" />
      <title>{title === "Runnerly" ? title : `${title} · Runnerly`}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" content="#faf9f6" media="(prefers-color-scheme: light)" />
      <meta name="theme-color" content="#121615" media="(prefers-color-scheme: dark)" />
      <link rel="icon" type="image/svg+xml" href={assets.favicon} />
      <link rel="stylesheet" href={assets.css} />
      {assets.preload?.map((href) => <link key={href} rel="modulepreload" href={href} />)}
      {assets.script ? <script type="module" src={assets.script} /> : null}
    </head>
  );
}

function Header({ t, path, signedIn, runnerName }: ShellProps) {
  return (
    <header class="site-header">
      <div class="site-header-inner">
        <a class="wordmark" href="/">
          <Mark />Runnerly
        </a>
        {signedIn
          ? (
            <>
              <Nav t={t} path={path} />
              <form class="site-session" method="post" action="/sign-out">
                {runnerName ? <span class="site-runner">{runnerName}</span> : null}
                <button class="button-text" type="submit">{t.signOut}</button>
              </form>
            </>
          )
          : (
            <div class="site-session">
              <a class="button-text" href="/sign-in">{t.signIn}</a>
              <a class="button-quiet" href="/sign-up">{t.signUp}</a>
            </div>
          )}
      </div>
    </header>
  );
}

/** `also` is where more pages of the same noun lie. */
const navLinks: { href: string; key: NavIconName; also?: string[] }[] = [
  { href: "/", key: "dashboard" },
  { href: "/runs", key: "runs" },
  { href: "/races", key: "races", also: ["/plan", "/plans"] },
  { href: "/reports", key: "reports" },
  { href: "/account/strava", key: "strava", also: ["/strava"] },
  { href: "/account", key: "account" },
];

function Nav({ t, path }: { t: ShellText; path: string }) {
  const current = currentHref(path);
  return (
    <nav class="site-nav">
      <ul>
        {navLinks.map(({ href, key }) => (
          <li key={key}>
            <a href={href} aria-current={href === current ? "page" : undefined}>
              <NavIcon name={key} />
              <span>{t[key]}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The longest link that the path lies under, so /account/strava is not also /account. */
function currentHref(path: string): string | undefined {
  const isUnder = (root: string) => path === root || (root !== "/" && path.startsWith(`${root}/`));
  return navLinks
    .filter(({ href, also }) => isUnder(href) || also?.some(isUnder))
    .map(({ href }) => href)
    .sort((a, b) => b.length - a.length)[0];
}

function Footer({ t }: { t: ShellText }) {
  return (
    <footer class="site-footer">
      <div class="site-footer-inner">
        <p>
          <strong>Runnerly</strong> {t.tagline}
        </p>
        <p class="cluster">
          <a href="/developers">{t.developers}</a>
          <a href="/privacy">{t.privacy}</a>
        </p>
      </div>
    </footer>
  );
}

/** Two lanes around the bend of a track. */
function Mark() {
  return (
    <svg class="mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
      <path d="M3 20V12a9 9 0 0 1 18 0v8" />
      <path d="M8 20v-8a4 4 0 0 1 8 0v8" />
    </svg>
  );
}
