import type { Db } from "@/db/client.ts";
import type { SessionUser } from "@/db/sessions.ts";
import type { Reader } from "@/db/users.ts";
import type { Passwords } from "@/domain/accounts/passwords.ts";
import type { Strava } from "@/domain/strava/strava.ts";
import type { Dealer } from "@/domain/tokens/dealer.ts";
import type { Principal } from "@/domain/tokens/principal.ts";
import type { Sealer } from "@/domain/tokens/sealing.ts";
import type { Viewer } from "@/domain/tokens/viewer.ts";
import type { ApiDocument } from "@/http/api/document.ts";
import type { ApiLimit } from "@/http/api/limit.ts";
import type { Assets } from "@/http/assets.ts";
import type { Log } from "@/domain/log.ts";
import type { PageCache } from "@/http/page_cache.ts";
import type { Locale, Messages } from "@/locales/mod.ts";

/** All that a request may use. Opened in `main.ts`, or by a test. */
export interface Deps {
  db: Db;
  now: () => number;
  /** When this process began. */
  startedAt: number;
  /** How long a worker may be silent before its jobs are taken from it. */
  leaseMs: number;
  /** Says that a job may be due; a hint that may fail. */
  ring: () => void;
  passwords: Passwords;
  sealer: Sealer;
  /** Issues and verifies access tokens. */
  dealer: Dealer;
  /** How much each caller of the API may ask. */
  apiLimit: ApiLimit;
  strava: Strava;
  /** How long what Strava answered may be kept without being read again; null for as long as it is connected. */
  maxAgeMs: number | null;
  assets: Assets;
  log: Log;
  baseUrl: string;
  /** Where the demo shows its mails. */
  mailboxUrl?: string;
  /** With which the mail provider signs what it tells us. */
  mailWebhookSecret?: string;
  trustProxy: boolean;
  /** Rendered pages by owner, version and address. */
  pages: PageCache;
  /** Origins that our forms may lead to, besides our own: Strava's consent page. */
  formTargets: string[];
}

export interface AppEnv {
  Bindings: { remoteAddr?: Deno.Addr };
  Variables: {
    deps: Deps;
    requestId: string;
    locale: Locale;
    t: Messages;
    session?: SessionUser;
    /** In folders behind a guard: who asks. */
    runner: SessionUser;
    /** In the API: whose token it is, and where it acts for a runner what it may see. */
    principal: Principal;
    viewer: Viewer;
    reader: Reader;
    /** Under which key its answer is kept, and the answer's tag. */
    answerVersion?: { key: string; tag: string };
    /** The API's own description, made on first use. */
    describeApi: () => ApiDocument;
  };
}
