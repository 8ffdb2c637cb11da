import type { ComponentChildren } from "preact";
import { PageHeader } from "@/components/PageHeader.tsx";
import { Reference } from "@/components/developers/Reference.tsx";
import type { Group } from "@/components/developers/reference.ts";
import type { Messages } from "@/locales/mod.ts";

type Words = Messages["developers"];

interface Script {
  name: string;
  /** What runs it. */
  command: string;
  /** Where it can be had. */
  href: string;
  text: string;
}

interface DevelopersPageProps {
  t: Words;
  groups: Group[];
  scripts: Script[];
  baseUrl: string;
  /** Each kind of problem with its status. */
  problems: { code: keyof Words["problems"]; status: number; title: string }[];
}

/** How the API works, and all of it to try. */
export function DevelopersPage(props: DevelopersPageProps) {
  const { t, groups, scripts, baseUrl, problems } = props;
  const sections = [
    { id: "begin", title: t.start.title, body: <Begin t={t} baseUrl={baseUrl} /> },
    { id: "scopes", title: t.scopesTitle, body: <Scopes t={t} /> },
    { id: "examples", title: t.examplesTitle, body: <Examples t={t} {...{ scripts, baseUrl }} /> },
    { id: "manners", title: t.mannersTitle, body: <Manners t={t} /> },
    {
      id: "reference",
      title: t.referenceTitle,
      body: (
        <>
          <p>{t.referenceLead}</p>
          <Reference groups={groups} t={t} />
        </>
      ),
    },
    { id: "problems", title: t.problemsTitle, body: <Problems t={t} problems={problems} /> },
  ];
  return (
    <div class="stack">
      <PageHeader title={t.title} lead={t.lead} />
      <nav aria-label={t.contents}>
        <ul class="cluster contents">
          {sections.map(({ id, title }) => (
            <li key={id}>
              <a href={`#${id}`}>{title}</a>
            </li>
          ))}
        </ul>
      </nav>
      {sections.map(({ id, title, body }) => (
        <Section key={id} id={id} title={title}>{body}</Section>
      ))}
    </div>
  );
}

function Section(
  { id, title, children }: { id: string; title: string; children: ComponentChildren },
) {
  return (
    <section id={id} class="stack-small">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Begin({ t: { start: t }, baseUrl }: { t: Words; baseUrl: string }) {
  const metadata = `${baseUrl}/.well-known/oauth-authorization-server`;
  const document = `${baseUrl}/api/v1/openapi.json`;
  return (
    <div class="prose">
      <p>{t.personal}</p>
      <p>
        <a class="button-quiet" href="/account/tokens">{t.makeToken}</a>
      </p>
      <p>{t.apps}</p>
      <p>{t.services}</p>
      <p>
        {t.metadata} <a class="address" href={metadata}>{metadata}</a>
      </p>
      <p>
        {t.document} <a class="address" href={document}>{document}</a>
      </p>
    </div>
  );
}

function Scopes({ t }: { t: Words }) {
  return (
    <>
      <p>{t.scopesLead}</p>
      <dl class="definition">
        {Object.entries(t.scopes).map(([scope, words]) => (
          <div key={scope}>
            <dt>
              <code>{scope}</code>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Examples({ t, scripts, baseUrl }: Pick<DevelopersPageProps, "t" | "scripts" | "baseUrl">) {
  const curl =
    `curl --retry 5 -H "Authorization: Bearer $RUNNERLY_TOKEN" \\\n  "${baseUrl}/api/v1/runs?limit=200"`;
  return (
    <>
      <p>{t.examplesLead}</p>
      <h3>{t.curl}</h3>
      <pre class="code" tabIndex={0}><code>{curl}</code></pre>
      {scripts.map(({ name, command, href, text }) => (
        <div key={name} class="stack-small">
          <h3>{name}</h3>
          <pre class="code" tabIndex={0}><code>{text}</code></pre>
          <p>
            <a href={href} download={name}>{t.download(name)}</a>
          </p>
          <pre
            class="code"
            tabIndex={0}
          ><code>{`RUNNERLY_TOKEN=… ${command} ${name} ${baseUrl}`}</code></pre>
        </div>
      ))}
    </>
  );
}

function Manners({ t }: { t: Words }) {
  return (
    <dl class="manners">
      {t.manners.map(({ name, text }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

function Problems({ t, problems }: Pick<DevelopersPageProps, "t" | "problems">) {
  return (
    <>
      <p>{t.problemsLead}</p>
      <dl class="manners">
        {problems.map(({ code, status, title }) => (
          <div key={code} id={code}>
            <dt>
              <code>{code}</code> <span class="badge">{status}</span>
            </dt>
            <dd>
              <span class="muted" lang="en">{title}.</span> {t.problems[code]}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
