import type { SimulatorOptions } from "@/tools/strava_simulator/mod.ts";
import { freePort } from "./server.ts";
import { type StravaApp, withStravaApp } from "./strava.ts";

export interface WebApp extends StravaApp {
  url: string;
}

/** The application of one test behind a real port, for a real browser; its clock is the test's. */
export async function withWebApp(
  simulator: SimulatorOptions,
  test: (app: WebApp) => Promise<void>,
  options: { apiRequestsPerMinute?: number } = {},
): Promise<void> {
  const port = freePort();
  const url = `http://localhost:${port}`;
  await withStravaApp({ ...options, baseUrl: url, simulator }, async (app) => {
    const server = Deno.serve(
      { port, hostname: "localhost", onListen: () => {} },
      (request, info) => app.app.fetch(request, { remoteAddr: info.remoteAddr }),
    );
    try {
      await test({ ...app, url });
    } finally {
      await server.shutdown();
    }
  });
}
