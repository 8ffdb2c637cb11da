import { Hono } from "hono";
import type { AppEnv } from "@/http/env.ts";
import { signedIn } from "@/http/session.ts";

export default new Hono<AppEnv>().use(signedIn());
