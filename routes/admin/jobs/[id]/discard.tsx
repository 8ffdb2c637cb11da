import { Hono } from "hono";
import { ConfirmDiscard } from "@/components/admin/ConfirmDiscard.tsx";
import { getBuriedJob } from "@/db/buried_jobs.ts";
import { RefusedError } from "@/domain/errors.ts";
import { discardJob } from "@/domain/jobs/buried.ts";
import type { AppEnv } from "@/http/env.ts";
import { idParam } from "@/http/params.ts";
import { renderPage } from "@/http/render.tsx";

export default new Hono<AppEnv>()
  .get("/", async (c) => {
    const { deps, t: { admin: t } } = c.var;
    const job = await getBuriedJob(deps.db, idParam(c));
    if (!job) throw new RefusedError("not_found");
    return renderPage(
      c,
      { title: t.confirm.job },
      <ConfirmDiscard {...job} what="job" action={`/admin/jobs/${job.id}/discard`} t={t} />,
    );
  })
  .post("/", async (c) => {
    const { deps } = c.var;
    const id = idParam(c);
    await deps.db.transaction((tx) => discardJob(tx, id, deps.now()));
    return c.redirect("/admin/jobs?done=1", 303);
  });
