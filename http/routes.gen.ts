// Written by `deno task generate`; do not edit.
import type { RouteModules } from "@/http/file_router.ts";
import route0 from "@/routes/account/_middleware.ts";
import route1 from "@/routes/account/delete.tsx";
import route2 from "@/routes/account/email.tsx";
import route3 from "@/routes/account/index.tsx";
import route4 from "@/routes/account/password.tsx";
import route5 from "@/routes/account/profile.tsx";
import route6 from "@/routes/account/sessions/all.ts";
import route7 from "@/routes/account/sessions/index.tsx";
import route8 from "@/routes/account/sessions/[id].ts";
import route9 from "@/routes/account/strava/disconnect.tsx";
import route10 from "@/routes/account/strava/import.ts";
import route11 from "@/routes/account/strava/index.tsx";
import route12 from "@/routes/account/strava/progress.ts";
import route13 from "@/routes/account/strava/purges/[id].ts";
import route14 from "@/routes/account/strava/retry.ts";
import route15 from "@/routes/admin/_middleware.ts";
import route16 from "@/routes/admin/jobs/index.tsx";
import route17 from "@/routes/admin/jobs/[id]/discard.tsx";
import route18 from "@/routes/admin/jobs/[id]/retry.ts";
import route19 from "@/routes/admin/mails/[id]/discard.tsx";
import route20 from "@/routes/admin/mails/[id]/retry.ts";
import route21 from "@/routes/change-email.tsx";
import route22 from "@/routes/confirm-email/index.tsx";
import route23 from "@/routes/confirm-email/resend.ts";
import route24 from "@/routes/forgotten-password.tsx";
import route25 from "@/routes/healthz.ts";
import route26 from "@/routes/index.tsx";
import route27 from "@/routes/privacy.tsx";
import route28 from "@/routes/reset-password.tsx";
import route29 from "@/routes/runs/_middleware.ts";
import route30 from "@/routes/runs/doubles.tsx";
import route31 from "@/routes/runs/index.tsx";
import route32 from "@/routes/runs/[id].tsx";
import route33 from "@/routes/runs/[id]/details.ts";
import route34 from "@/routes/sign-in.tsx";
import route35 from "@/routes/sign-out.ts";
import route36 from "@/routes/sign-up.tsx";
import route37 from "@/routes/strava/_middleware.ts";
import route38 from "@/routes/strava/callback.ts";
import route39 from "@/routes/strava/connect.tsx";
import route40 from "@/routes/webhooks/strava/[secret].ts";

export const routes: RouteModules = {
  "account/_middleware.ts": { default: route0 },
  "account/delete.tsx": { default: route1 },
  "account/email.tsx": { default: route2 },
  "account/index.tsx": { default: route3 },
  "account/password.tsx": { default: route4 },
  "account/profile.tsx": { default: route5 },
  "account/sessions/all.ts": { default: route6 },
  "account/sessions/index.tsx": { default: route7 },
  "account/sessions/[id].ts": { default: route8 },
  "account/strava/disconnect.tsx": { default: route9 },
  "account/strava/import.ts": { default: route10 },
  "account/strava/index.tsx": { default: route11 },
  "account/strava/progress.ts": { default: route12 },
  "account/strava/purges/[id].ts": { default: route13 },
  "account/strava/retry.ts": { default: route14 },
  "admin/_middleware.ts": { default: route15 },
  "admin/jobs/index.tsx": { default: route16 },
  "admin/jobs/[id]/discard.tsx": { default: route17 },
  "admin/jobs/[id]/retry.ts": { default: route18 },
  "admin/mails/[id]/discard.tsx": { default: route19 },
  "admin/mails/[id]/retry.ts": { default: route20 },
  "change-email.tsx": { default: route21 },
  "confirm-email/index.tsx": { default: route22 },
  "confirm-email/resend.ts": { default: route23 },
  "forgotten-password.tsx": { default: route24 },
  "healthz.ts": { default: route25 },
  "index.tsx": { default: route26 },
  "privacy.tsx": { default: route27 },
  "reset-password.tsx": { default: route28 },
  "runs/_middleware.ts": { default: route29 },
  "runs/doubles.tsx": { default: route30 },
  "runs/index.tsx": { default: route31 },
  "runs/[id].tsx": { default: route32 },
  "runs/[id]/details.ts": { default: route33 },
  "sign-in.tsx": { default: route34 },
  "sign-out.ts": { default: route35 },
  "sign-up.tsx": { default: route36 },
  "strava/_middleware.ts": { default: route37 },
  "strava/callback.ts": { default: route38 },
  "strava/connect.tsx": { default: route39 },
  "webhooks/strava/[secret].ts": { default: route40 },
};
