import { type Context, Hono } from "hono";
import { z } from "zod";
import { FeedPage } from "@/components/plans/FeedPage.tsx";
import { getCalendarFeed } from "@/db/calendar_feeds.ts";
import { RefusedError } from "@/domain/errors.ts";
import { makeFeed } from "@/domain/plans/feed.ts";
import type { AppEnv } from "@/http/env.ts";
import { renderPage } from "@/http/render.tsx";
import { formatFor } from "@/locales/format.ts";

const fields = z.object({
  instead: z.string().regex(/^\d{1,15}$/).transform(Number),
  withDone: z.string().optional(),
});

export default new Hono<AppEnv>()
  .get("/", (c) => page(c))
  .post("/", async (c) => {
    const { deps: { db, now, baseUrl }, runner } = c.var;
    const { data } = fields.safeParse(await c.req.parseBody().catch(() => null));
    if (!data) throw new RefusedError("bad_form");
    const { instead, withDone } = data;
    const feed = { instead, withDone: withDone !== undefined };
    const secret = await makeFeed(db, runner.id, feed, now());
    if (!secret) return c.redirect("/plan/calendar?done=made", 303);
    return await page(c, `${baseUrl}/calendar/${secret}.ics`);
  });

/** With the address where it was just made: nothing knows it afterwards. */
async function page(c: Context<AppEnv>, address?: string) {
  const { deps: { db }, runner, locale, t } = c.var;
  const notices: Record<string, string> = { made: t.feed.madeBefore, removed: t.feed.removed };
  return renderPage(
    c,
    { title: t.feed.title },
    <FeedPage
      feed={await getCalendarFeed(db, runner.id)}
      address={address}
      notice={notices[c.req.query("done") ?? ""]}
      messages={t}
      format={formatFor(locale, runner.units)}
      timeZone={runner.timeZone}
    />,
  );
}
