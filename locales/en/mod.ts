import { accounts, profile } from "./accounts.ts";
import { admin } from "./admin.ts";
import { developers } from "./developers.ts";
import { details, doubles } from "./details.ts";
import { feed } from "./feed.ts";
import { letters } from "./letters.ts";
import { mails } from "./mails.ts";
import { plans } from "./plans.ts";
import { replan } from "./replan.ts";
import { races } from "./races.ts";
import { reports } from "./reports.ts";
import { errors, refusals } from "./refusals.ts";
import { dashboard, runs } from "./runs.ts";
import { landing, privacy, shell } from "./shell.ts";
import { strava } from "./strava.ts";
import { sync } from "./sync.ts";
import { tokens } from "./tokens.ts";
import { webhooks } from "./webhooks.ts";

export const en = {
  shell,
  landing,
  privacy,
  accounts,
  profile,
  strava,
  sync,
  admin,
  tokens,
  webhooks,
  developers,
  dashboard,
  runs,
  races,
  plans,
  replan,
  feed,
  reports,
  details,
  doubles,
  letters,
  mails,
  refusals,
  errors,
};
