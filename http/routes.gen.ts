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
import route13 from "@/routes/change-email.tsx";
import route14 from "@/routes/confirm-email/index.tsx";
import route15 from "@/routes/confirm-email/resend.ts";
import route16 from "@/routes/forgotten-password.tsx";
import route17 from "@/routes/healthz.ts";
import route18 from "@/routes/index.tsx";
import route19 from "@/routes/privacy.tsx";
import route20 from "@/routes/reset-password.tsx";
import route21 from "@/routes/runs/_middleware.ts";
import route22 from "@/routes/runs/index.tsx";
import route23 from "@/routes/runs/[id].tsx";
import route24 from "@/routes/sign-in.tsx";
import route25 from "@/routes/sign-out.ts";
import route26 from "@/routes/sign-up.tsx";
import route27 from "@/routes/strava/_middleware.ts";
import route28 from "@/routes/strava/callback.ts";
import route29 from "@/routes/strava/connect.tsx";

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
  "change-email.tsx": { default: route13 },
  "confirm-email/index.tsx": { default: route14 },
  "confirm-email/resend.ts": { default: route15 },
  "forgotten-password.tsx": { default: route16 },
  "healthz.ts": { default: route17 },
  "index.tsx": { default: route18 },
  "privacy.tsx": { default: route19 },
  "reset-password.tsx": { default: route20 },
  "runs/_middleware.ts": { default: route21 },
  "runs/index.tsx": { default: route22 },
  "runs/[id].tsx": { default: route23 },
  "sign-in.tsx": { default: route24 },
  "sign-out.ts": { default: route25 },
  "sign-up.tsx": { default: route26 },
  "strava/_middleware.ts": { default: route27 },
  "strava/callback.ts": { default: route28 },
  "strava/connect.tsx": { default: route29 },
};
