// Written by `deno task generate`; do not edit.
import type { RouteModules } from "@/http/file_router.ts";
import route0 from "@/routes/.well-known/jwks.json.ts";
import route1 from "@/routes/.well-known/oauth-authorization-server.ts";
import route2 from "@/routes/account/_middleware.ts";
import route3 from "@/routes/account/applications/index.tsx";
import route4 from "@/routes/account/applications/[id].ts";
import route5 from "@/routes/account/delete.tsx";
import route6 from "@/routes/account/email.tsx";
import route7 from "@/routes/account/index.tsx";
import route8 from "@/routes/account/mails/index.tsx";
import route9 from "@/routes/account/mails/resume.ts";
import route10 from "@/routes/account/mails/test.ts";
import route11 from "@/routes/account/password.tsx";
import route12 from "@/routes/account/profile.tsx";
import route13 from "@/routes/account/sessions/all.ts";
import route14 from "@/routes/account/sessions/index.tsx";
import route15 from "@/routes/account/sessions/[id].ts";
import route16 from "@/routes/account/strava/disconnect.tsx";
import route17 from "@/routes/account/strava/import.ts";
import route18 from "@/routes/account/strava/index.tsx";
import route19 from "@/routes/account/strava/progress.ts";
import route20 from "@/routes/account/strava/purges/[id].ts";
import route21 from "@/routes/account/strava/retry.ts";
import route22 from "@/routes/account/tokens/index.tsx";
import route23 from "@/routes/account/tokens/[id].ts";
import route24 from "@/routes/account/webhooks/deliveries/[id].ts";
import route25 from "@/routes/account/webhooks/index.tsx";
import route26 from "@/routes/account/webhooks/[id].ts";
import route27 from "@/routes/admin/_middleware.ts";
import route28 from "@/routes/admin/jobs/index.tsx";
import route29 from "@/routes/admin/jobs/[id]/discard.tsx";
import route30 from "@/routes/admin/jobs/[id]/retry.ts";
import route31 from "@/routes/admin/mails/[id]/discard.tsx";
import route32 from "@/routes/admin/mails/[id]/retry.ts";
import route33 from "@/routes/admin/races/[id]/merges.ts";
import route34 from "@/routes/api/v1/_middleware.ts";
import route35 from "@/routes/api/v1/imports/index.ts";
import route36 from "@/routes/api/v1/imports/[id].ts";
import route37 from "@/routes/api/v1/ingestions.ts";
import route38 from "@/routes/api/v1/openapi.json.ts";
import route39 from "@/routes/api/v1/plan/index.ts";
import route40 from "@/routes/api/v1/plan/runs/index.ts";
import route41 from "@/routes/api/v1/plan/runs/[id].ts";
import route42 from "@/routes/api/v1/profile.ts";
import route43 from "@/routes/api/v1/races/index.ts";
import route44 from "@/routes/api/v1/races/[id]/entry.ts";
import route45 from "@/routes/api/v1/races/[id]/index.ts";
import route46 from "@/routes/api/v1/runs/index.ts";
import route47 from "@/routes/api/v1/runs/statistics.ts";
import route48 from "@/routes/api/v1/runs/[id]/index.ts";
import route49 from "@/routes/api/v1/runs/[id]/streams.ts";
import route50 from "@/routes/api/v1/tokens/index.ts";
import route51 from "@/routes/api/v1/tokens/[id].ts";
import route52 from "@/routes/api/v1/users/index.ts";
import route53 from "@/routes/api/v1/users/[id]/runs.ts";
import route54 from "@/routes/api/v1/webhooks/index.ts";
import route55 from "@/routes/api/v1/webhooks/[id]/deliveries/index.ts";
import route56 from "@/routes/api/v1/webhooks/[id]/deliveries/[delivery]/replays.ts";
import route57 from "@/routes/api/v1/webhooks/[id]/index.ts";
import route58 from "@/routes/calendar/[file].ts";
import route59 from "@/routes/change-email.tsx";
import route60 from "@/routes/confirm-email/index.tsx";
import route61 from "@/routes/confirm-email/resend.ts";
import route62 from "@/routes/developers.tsx";
import route63 from "@/routes/forgotten-password.tsx";
import route64 from "@/routes/healthz.ts";
import route65 from "@/routes/index.tsx";
import route66 from "@/routes/mail-actions/[link].tsx";
import route67 from "@/routes/oauth/authorize/_middleware.ts";
import route68 from "@/routes/oauth/authorize/index.tsx";
import route69 from "@/routes/oauth/introspect.ts";
import route70 from "@/routes/oauth/revoke.ts";
import route71 from "@/routes/oauth/token.ts";
import route72 from "@/routes/plan/_middleware.ts";
import route73 from "@/routes/plan-schema.json.ts";
import route74 from "@/routes/plan/calendar/index.tsx";
import route75 from "@/routes/plan/calendar/removal.ts";
import route76 from "@/routes/plan/ending.ts";
import route77 from "@/routes/plan/index.tsx";
import route78 from "@/routes/plan/replan.tsx";
import route79 from "@/routes/plan/runs/[id].tsx";
import route80 from "@/routes/plan/undo.ts";
import route81 from "@/routes/plans/_middleware.ts";
import route82 from "@/routes/plans/check.tsx";
import route83 from "@/routes/plans/index.tsx";
import route84 from "@/routes/plans/own.ts";
import route85 from "@/routes/plans/plan.yaml.ts";
import route86 from "@/routes/privacy.tsx";
import route87 from "@/routes/races/_middleware.ts";
import route88 from "@/routes/races/index.tsx";
import route89 from "@/routes/races/new.tsx";
import route90 from "@/routes/races/[id]/band.tsx";
import route91 from "@/routes/races/[id]/edit.tsx";
import route92 from "@/routes/races/[id]/entry.ts";
import route93 from "@/routes/races/[id]/index.tsx";
import route94 from "@/routes/races/[id]/race.ics.ts";
import route95 from "@/routes/races/[id]/removal.ts";
import route96 from "@/routes/races/[id]/withdrawal.ts";
import route97 from "@/routes/reports/_middleware.ts";
import route98 from "@/routes/reports/index.tsx";
import route99 from "@/routes/reports/[period].tsx";
import route100 from "@/routes/reset-password.tsx";
import route101 from "@/routes/runs/_middleware.ts";
import route102 from "@/routes/runs/doubles.tsx";
import route103 from "@/routes/runs/index.tsx";
import route104 from "@/routes/runs/[id].tsx";
import route105 from "@/routes/runs/[id]/details.ts";
import route106 from "@/routes/sign-in.tsx";
import route107 from "@/routes/sign-out.ts";
import route108 from "@/routes/sign-up.tsx";
import route109 from "@/routes/strava/_middleware.ts";
import route110 from "@/routes/strava/callback.ts";
import route111 from "@/routes/strava/connect.tsx";
import route112 from "@/routes/unsubscribe/[link].tsx";
import route113 from "@/routes/webhooks/mail.ts";
import route114 from "@/routes/webhooks/strava/[secret].ts";

export const routes: RouteModules = {
  ".well-known/jwks.json.ts": { default: route0 },
  ".well-known/oauth-authorization-server.ts": { default: route1 },
  "account/_middleware.ts": { default: route2 },
  "account/applications/index.tsx": { default: route3 },
  "account/applications/[id].ts": { default: route4 },
  "account/delete.tsx": { default: route5 },
  "account/email.tsx": { default: route6 },
  "account/index.tsx": { default: route7 },
  "account/mails/index.tsx": { default: route8 },
  "account/mails/resume.ts": { default: route9 },
  "account/mails/test.ts": { default: route10 },
  "account/password.tsx": { default: route11 },
  "account/profile.tsx": { default: route12 },
  "account/sessions/all.ts": { default: route13 },
  "account/sessions/index.tsx": { default: route14 },
  "account/sessions/[id].ts": { default: route15 },
  "account/strava/disconnect.tsx": { default: route16 },
  "account/strava/import.ts": { default: route17 },
  "account/strava/index.tsx": { default: route18 },
  "account/strava/progress.ts": { default: route19 },
  "account/strava/purges/[id].ts": { default: route20 },
  "account/strava/retry.ts": { default: route21 },
  "account/tokens/index.tsx": { default: route22 },
  "account/tokens/[id].ts": { default: route23 },
  "account/webhooks/deliveries/[id].ts": { default: route24 },
  "account/webhooks/index.tsx": { default: route25 },
  "account/webhooks/[id].ts": { default: route26 },
  "admin/_middleware.ts": { default: route27 },
  "admin/jobs/index.tsx": { default: route28 },
  "admin/jobs/[id]/discard.tsx": { default: route29 },
  "admin/jobs/[id]/retry.ts": { default: route30 },
  "admin/mails/[id]/discard.tsx": { default: route31 },
  "admin/mails/[id]/retry.ts": { default: route32 },
  "admin/races/[id]/merges.ts": { default: route33 },
  "api/v1/_middleware.ts": { default: route34 },
  "api/v1/imports/index.ts": { default: route35 },
  "api/v1/imports/[id].ts": { default: route36 },
  "api/v1/ingestions.ts": { default: route37 },
  "api/v1/openapi.json.ts": { default: route38 },
  "api/v1/plan/index.ts": { default: route39 },
  "api/v1/plan/runs/index.ts": { default: route40 },
  "api/v1/plan/runs/[id].ts": { default: route41 },
  "api/v1/profile.ts": { default: route42 },
  "api/v1/races/index.ts": { default: route43 },
  "api/v1/races/[id]/entry.ts": { default: route44 },
  "api/v1/races/[id]/index.ts": { default: route45 },
  "api/v1/runs/index.ts": { default: route46 },
  "api/v1/runs/statistics.ts": { default: route47 },
  "api/v1/runs/[id]/index.ts": { default: route48 },
  "api/v1/runs/[id]/streams.ts": { default: route49 },
  "api/v1/tokens/index.ts": { default: route50 },
  "api/v1/tokens/[id].ts": { default: route51 },
  "api/v1/users/index.ts": { default: route52 },
  "api/v1/users/[id]/runs.ts": { default: route53 },
  "api/v1/webhooks/index.ts": { default: route54 },
  "api/v1/webhooks/[id]/deliveries/index.ts": { default: route55 },
  "api/v1/webhooks/[id]/deliveries/[delivery]/replays.ts": { default: route56 },
  "api/v1/webhooks/[id]/index.ts": { default: route57 },
  "calendar/[file].ts": { default: route58 },
  "change-email.tsx": { default: route59 },
  "confirm-email/index.tsx": { default: route60 },
  "confirm-email/resend.ts": { default: route61 },
  "developers.tsx": { default: route62 },
  "forgotten-password.tsx": { default: route63 },
  "healthz.ts": { default: route64 },
  "index.tsx": { default: route65 },
  "mail-actions/[link].tsx": { default: route66 },
  "oauth/authorize/_middleware.ts": { default: route67 },
  "oauth/authorize/index.tsx": { default: route68 },
  "oauth/introspect.ts": { default: route69 },
  "oauth/revoke.ts": { default: route70 },
  "oauth/token.ts": { default: route71 },
  "plan/_middleware.ts": { default: route72 },
  "plan-schema.json.ts": { default: route73 },
  "plan/calendar/index.tsx": { default: route74 },
  "plan/calendar/removal.ts": { default: route75 },
  "plan/ending.ts": { default: route76 },
  "plan/index.tsx": { default: route77 },
  "plan/replan.tsx": { default: route78 },
  "plan/runs/[id].tsx": { default: route79 },
  "plan/undo.ts": { default: route80 },
  "plans/_middleware.ts": { default: route81 },
  "plans/check.tsx": { default: route82 },
  "plans/index.tsx": { default: route83 },
  "plans/own.ts": { default: route84 },
  "plans/plan.yaml.ts": { default: route85 },
  "privacy.tsx": { default: route86 },
  "races/_middleware.ts": { default: route87 },
  "races/index.tsx": { default: route88 },
  "races/new.tsx": { default: route89 },
  "races/[id]/band.tsx": { default: route90 },
  "races/[id]/edit.tsx": { default: route91 },
  "races/[id]/entry.ts": { default: route92 },
  "races/[id]/index.tsx": { default: route93 },
  "races/[id]/race.ics.ts": { default: route94 },
  "races/[id]/removal.ts": { default: route95 },
  "races/[id]/withdrawal.ts": { default: route96 },
  "reports/_middleware.ts": { default: route97 },
  "reports/index.tsx": { default: route98 },
  "reports/[period].tsx": { default: route99 },
  "reset-password.tsx": { default: route100 },
  "runs/_middleware.ts": { default: route101 },
  "runs/doubles.tsx": { default: route102 },
  "runs/index.tsx": { default: route103 },
  "runs/[id].tsx": { default: route104 },
  "runs/[id]/details.ts": { default: route105 },
  "sign-in.tsx": { default: route106 },
  "sign-out.ts": { default: route107 },
  "sign-up.tsx": { default: route108 },
  "strava/_middleware.ts": { default: route109 },
  "strava/callback.ts": { default: route110 },
  "strava/connect.tsx": { default: route111 },
  "unsubscribe/[link].tsx": { default: route112 },
  "webhooks/mail.ts": { default: route113 },
  "webhooks/strava/[secret].ts": { default: route114 },
};
