import { Hono } from "hono";
import { DevelopersPage } from "@/components/developers/DevelopersPage.tsx";
import { type ProblemCode, PROBLEMS } from "@/http/api/problem.ts";
import { describeReference } from "@/http/api/reference.ts";
import type { AppEnv } from "@/http/env.ts";
import { renderPage } from "@/http/render.tsx";

const SCRIPTS = [
  { name: "runs.py", command: "python3" },
  { name: "runs.ts", command: "deno run -N -E" },
];

export default new Hono<AppEnv>().get("/", (c) => {
  const { deps: { assets, baseUrl }, t: { developers: t } } = c.var;
  const scripts = SCRIPTS.map(({ name, command }) => ({
    name,
    command,
    href: assets.url(`clients/${name}`),
    text: new TextDecoder().decode(assets.read(`clients/${name}`)?.body).trimEnd(),
  }));
  const problems = Object.entries(PROBLEMS).map(([code, { status, title }]) => ({
    code: code as ProblemCode,
    status,
    title,
  }));
  return renderPage(
    c,
    { title: t.title },
    <DevelopersPage
      t={t}
      groups={describeReference(c.var.describeApi())}
      scripts={scripts}
      baseUrl={baseUrl}
      problems={problems}
    />,
  );
});
