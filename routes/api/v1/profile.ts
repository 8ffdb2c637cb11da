import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { getUser, type Profile, type User } from "@/db/users.ts";
import { canonicalTimeZone, rangesAt } from "@/domain/accounts/profile.ts";
import { changeProfile } from "@/domain/reports/choose.ts";
import { answerTagged, requireMatch } from "@/http/api/answer.ts";
import { mayAlso } from "@/http/api/caller.ts";
import {
  apiRouter,
  common,
  needs,
  notModified,
  readHeaders,
  unread,
  writeHeaders,
} from "@/http/api/openapi.ts";
import { wrong } from "@/http/api/problem.ts";
import { NOT_TEXT } from "@/http/api/run.ts";
import type { AppEnv } from "@/http/env.ts";
import { RefusedError } from "@/domain/errors.ts";

const { weightKg, maxHr, restHr, vo2max } = rangesAt(0);
const within = ({ min, max }: { min: number; max: number }) => z.number().min(min).max(max);
const beats = (range: { min: number; max: number }) => z.int().min(range.min).max(range.max);

const fields = {
  name: z.string().trim().max(80)
    .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), NOT_TEXT)
    .nullable().openapi({ example: "Ana" }),
  birthYear: z.int().min(1900).max(2100).nullable().openapi({ example: 1990 }),
  sex: z.enum(["female", "male", "other"]).nullable(),
  weightKg: within(weightKg).nullable().openapi({ example: 60 }),
  maxHeartRateBpm: beats(maxHr).nullable().openapi({ example: 190 }),
  restHeartRateBpm: beats(restHr).nullable().openapi({ example: 50 }),
  vo2max: within(vo2max).nullable().openapi({ example: 48 }),
  timeZone: z.string().max(64).openapi({ example: "Europe/Paris" }),
  units: z.enum(["km", "mi"]).openapi({ description: "For pages; the API speaks SI alone." }),
  language: z.enum(["en", "zh", "fr"]),
  weekStart: z.enum(["monday", "sunday", "saturday"]),
};
const profile = z.object({ id: z.uuid(), ...fields }).openapi("Profile");
const edits = z.strictObject(fields).partial()
  .refine((given) => Object.keys(given).length > 0, { error: "Name something to change." })
  .openapi("ProfileEdits");

const found = { description: "The profile.", content: { "application/json": { schema: profile } } };

const readRoute = createRoute({
  method: "get",
  path: "/",
  operationId: "getProfile",
  summary: "Read the profile",
  tags: ["Profile"],
  ...needs("profile:read"),
  request: { headers: readHeaders },
  responses: { 200: found, ...notModified, ...common() },
});

const editRoute = createRoute({
  method: "patch",
  path: "/",
  operationId: "editProfile",
  summary: "Change the profile",
  tags: ["Profile"],
  ...needs("profile:write"),
  request: {
    headers: writeHeaders,
    body: { required: true, content: { "application/json": { schema: edits } } },
  },
  responses: { 200: found, ...unread, ...common(400, 412, 413, 415, 422) },
});

export default apiRouter().openapi(readRoute, async (c) => {
  const user = await getUser(c.var.deps.db, c.var.viewer.userId);
  if (!user) throw new RefusedError("not_found");
  return answerTagged(c, toProfile(user));
}).openapi(editRoute, async (c) => {
  const { deps: { db, now }, viewer } = c.var;
  const given = c.req.valid("json");
  const changed = await db.transaction(async (tx) => {
    const user = await getUser(tx, viewer.userId);
    if (!user) throw new RefusedError("not_found");
    requireMatch(c, JSON.stringify(toProfile(user)));
    const next = merge(c, user, given);
    await changeProfile(tx, viewer.userId, next, now());
    return { ...user, ...next };
  });
  return mayAlso(c, "profile:read") ? answerTagged(c, toProfile(changed)) : c.body(null, 204);
});

function toProfile(user: User): z.output<typeof profile> {
  return {
    id: user.id,
    name: user.name,
    birthYear: user.birthYear,
    sex: user.sex,
    weightKg: user.weightKg,
    maxHeartRateBpm: user.maxHr,
    restHeartRateBpm: user.restHr,
    vo2max: user.vo2max,
    timeZone: user.timeZone,
    units: user.units,
    language: user.locale,
    weekStart: user.weekStart,
  };
}

/** What is stored with what is changed; refuses what fits no person. */
function merge(c: Context<AppEnv>, user: User, given: z.output<typeof edits>): Profile {
  const timeZone = canonicalTimeZone(given.timeZone ?? user.timeZone);
  if (timeZone === undefined) throw wrong("timeZone", "Name an IANA zone, as in Europe/Paris.");
  const latest = rangesAt(c.var.deps.now()).birthYear.max;
  if ((given.birthYear ?? 0) > latest) throw wrong("birthYear", `At most ${latest}.`);
  const { maxHeartRateBpm: maxHr = user.maxHr, restHeartRateBpm: restHr = user.restHr } = given;
  if (maxHr !== null && restHr !== null && restHr >= maxHr) {
    throw wrong("restHeartRateBpm", "Must be below maxHeartRateBpm.");
  }
  const { name, birthYear, sex, weightKg, vo2max, units, locale, weekStart } = {
    ...user,
    ...given,
    locale: given.language ?? user.locale,
  };
  return {
    ...{ name: name || null, birthYear, sex, weightKg, vo2max, units, locale, weekStart },
    ...{ timeZone, maxHr, restHr },
  };
}
