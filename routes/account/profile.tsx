import { type Context, Hono } from "hono";
import { ProfileForm } from "@/components/ProfileForm.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { getUser } from "@/db/users.ts";
import { listTimeZones } from "@/domain/accounts/profile.ts";
import { RefusedError } from "@/domain/errors.ts";
import { changeProfile } from "@/domain/reports/choose.ts";
import type { AppEnv } from "@/http/env.ts";
import { profileProblems, profileValues, readProfileForm } from "@/http/profile_form.ts";
import { renderPage } from "@/http/render.tsx";
import { messagesFor } from "@/locales/mod.ts";

export default new Hono<AppEnv>()
  .get("/", async (c) => {
    const { deps, runner } = c.var;
    const user = await getUser(deps.db, runner.id);
    if (!user) throw new RefusedError("not_found");
    return page(c, profileValues(user), []);
  })
  .post("/", async (c) => {
    const { deps, runner } = c.var;
    const now = deps.now();
    const form = await readProfileForm(c, now);
    if (!form.data) return page(c, form.values, profileProblems(c, form, now));
    const { data } = form;
    await deps.db.transaction((tx) => changeProfile(tx, runner.id, data, now));
    return c.redirect("/account/profile?done=1", 303);
  });

function page(
  c: Context<AppEnv>,
  values: Record<string, string>,
  errors: { name: string; message: string }[],
) {
  const { profile: t, shell } = c.var.t;
  return renderPage(
    c,
    { title: t.title, status: errors.length > 0 ? 422 : 200 },
    <div class="stack">
      <PageHeader
        title={t.title}
        lead={t.lead}
        back={{ href: "/account", label: c.var.t.accounts.menu.title }}
      />
      {c.req.query("done") === "1" ? <Notice tone="success">{shell.saved}</Notice> : null}
      <ProfileForm
        t={messagesFor(c.var.locale)}
        values={values}
        errors={errors}
        zones={listTimeZones()}
      />
    </div>,
  );
}
