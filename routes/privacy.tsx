import { Hono } from "hono";
import { PageHeader } from "@/components/PageHeader.tsx";
import type { AppEnv } from "@/http/env.ts";
import { renderPage } from "@/http/render.tsx";

export default new Hono<AppEnv>().get("/", (c) => {
  const { privacy: t } = c.var.t;
  return renderPage(
    c,
    { title: t.title },
    <div class="stack">
      <PageHeader title={t.title} lead={t.lead} />
      <div class="prose">
        {t.sections.map((section) => (
          <section key={section.title}>
            <h2>{section.title}</h2>
            {section.paragraphs.map((paragraph) => <p key={paragraph}>{paragraph}</p>)}
          </section>
        ))}
      </div>
    </div>,
  );
});
