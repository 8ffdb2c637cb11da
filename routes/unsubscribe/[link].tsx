import { type Context, Hono } from "hono";
import { SubmitButton } from "@/components/Field.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { getUser } from "@/db/users.ts";
import { RefusedError } from "@/domain/errors.ts";
import { readLink } from "@/domain/mail/links.ts";
import { unsubscribe } from "@/domain/reports/choose.ts";
import type { AppEnv } from "@/http/env.ts";
import { renderPage } from "@/http/render.tsx";
import { speak } from "@/http/session.ts";

/** Asks a person before anything changes; a mail program posts at once, without a cookie, and is answered with no redirect. */
export default new Hono<AppEnv>()
  .get("/", async (c) => {
    await readerOf(c);
    const { title, ask, submit } = c.var.t.letters.unsubscribe;
    return renderPage(
      c,
      { title },
      <div class="stack">
        <PageHeader title={title} lead={ask} />
        <form method="post">
          <SubmitButton>{submit}</SubmitButton>
        </form>
      </div>,
    );
  })
  .post("/", async (c) => {
    const userId = await readerOf(c);
    const { deps: { db, now } } = c.var;
    await db.transaction((tx) => unsubscribe(tx, userId, now()));
    const { doneTitle, done } = c.var.t.letters.unsubscribe;
    return renderPage(c, { title: doneTitle }, <PageHeader title={doneTitle} lead={done} />);
  });

/** Whose mail it was, in whose language the answer is. */
async function readerOf(c: Context<AppEnv>): Promise<string> {
  const { deps: { db, sealer } } = c.var;
  const link = readLink(sealer, c.req.param("link") ?? "");
  const user = link?.act === "unsubscribe" ? await getUser(db, link.userId) : undefined;
  if (!user) throw new RefusedError("not_found");
  speak(c, user.locale);
  return user.id;
}
