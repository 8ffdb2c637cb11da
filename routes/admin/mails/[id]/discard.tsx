import { Hono } from "hono";
import { ConfirmDiscard } from "@/components/admin/ConfirmDiscard.tsx";
import { getFailedMail } from "@/db/failed_mails.ts";
import { RefusedError } from "@/domain/errors.ts";
import { discardMail } from "@/domain/mail/failed.ts";
import type { AppEnv } from "@/http/env.ts";
import { idParam } from "@/http/params.ts";
import { renderPage } from "@/http/render.tsx";

export default new Hono<AppEnv>()
  .get("/", async (c) => {
    const { deps, t: { admin: t } } = c.var;
    const mail = await getFailedMail(deps.db, idParam(c));
    if (!mail) throw new RefusedError("not_found");
    return renderPage(
      c,
      { title: t.confirm.mail },
      <ConfirmDiscard {...mail} what="mail" action={`/admin/mails/${mail.id}/discard`} t={t} />,
    );
  })
  .post("/", async (c) => {
    const { deps } = c.var;
    const id = idParam(c);
    await deps.db.transaction((tx) => discardMail(tx, id));
    return c.redirect("/admin/jobs?done=1", 303);
  });
