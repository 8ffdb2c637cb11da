import { type Context, Hono } from "hono";
import { MailActionPage } from "@/components/reports/MailActionPage.tsx";
import { getUser, type User } from "@/db/users.ts";
import { RefusedError } from "@/domain/errors.ts";
import { isOver, readLink } from "@/domain/mail/links.ts";
import { type ActLink, performAct, proposeAct, type Proposed } from "@/domain/reports/act.ts";
import { localDate } from "@/domain/training/weeks.ts";
import type { AppEnv } from "@/http/env.ts";
import { shownReplan } from "@/http/shown_replan.ts";
import { renderPage } from "@/http/render.tsx";
import { speak } from "@/http/session.ts";
import { formatFor } from "@/locales/format.ts";

/** What a link in a report would change, and a button that does it: programs that look mails through follow links, and press nothing. */
export default new Hono<AppEnv>()
  .get("/", async (c) => {
    const { link, user, today } = await read(c);
    const isDone = c.req.query("done") === "1";
    const proposed = isDone ? undefined : await proposeAct(c.var.deps.db, link, today);
    const { t } = c.var;
    return renderPage(
      c,
      { title: t.letters.acts[link.act] },
      <MailActionPage
        act={link.act}
        isDone={isDone}
        proposed={proposed && shown(proposed, today)}
        messages={t}
        format={formatFor(user.locale, user.units)}
      />,
    );
  })
  .post("/", async (c) => {
    const { link, today } = await read(c);
    const { deps: { db, now } } = c.var;
    const body = await c.req.parseBody().catch(() => ({}));
    const print = "print" in body ? String(body.print) : "";
    await db.transaction((tx) => performAct(tx, link, { print, today, now: now() }));
    return c.redirect(`${c.req.path}?done=1`, 303);
  });

interface Asked {
  link: ActLink;
  user: User;
  today: string;
}

/** Whose plan it is; the answer is in their language. */
async function read(c: Context<AppEnv>): Promise<Asked> {
  const { deps: { db, sealer, now } } = c.var;
  const link = readLink(sealer, c.req.param("link") ?? "");
  const user = link && await getUser(db, link.userId);
  if (!user || link.act === "unsubscribe") throw new RefusedError("not_found");
  speak(c, user.locale);
  if (isOver(link, now())) throw new RefusedError("mail_act_over");
  const { act, userId, about } = link;
  return { link: { act, userId, about }, user, today: localDate(now(), user.timeZone) };
}

function shown(proposed: Proposed, today: string) {
  return proposed.kind === "move" ? proposed : shownReplan(proposed.proposal, today);
}
