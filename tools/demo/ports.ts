export interface DemoPorts {
  app: number;
  strava: number;
  mailbox: number;
}

const TRIED = 100;

/** The port that is wanted and the two after it, or the next ones that nobody uses; says which were taken. */
export function choosePorts(wanted: number): DemoPorts | undefined {
  const app = freePort(wanted, "Runnerly");
  const strava = app && freePort(app + 1, "the Strava simulator");
  const mailbox = strava && freePort(strava + 1, "the mailbox");
  return mailbox ? { app, strava, mailbox } : undefined;
}

/** 0 when there is none. */
function freePort(wanted: number, user: string): number {
  for (let port = wanted; port < wanted + TRIED && port <= 65535; port++) {
    if (!isFree(port)) continue;
    if (port !== wanted) console.log(`Port ${wanted} is taken, so ${user} uses ${port}.`);
    return port;
  }
  return 0;
}

/** At each address that `localhost` may mean, and at all at once: some systems let one stand beside the other. */
function isFree(port: number): boolean {
  return ["127.0.0.1", "::1", "0.0.0.0"].every((hostname) => {
    try {
      Deno.listen({ hostname, port }).close();
      return true;
    } catch (error) {
      const { AddrInUse, PermissionDenied } = Deno.errors;
      if (error instanceof AddrInUse || error instanceof PermissionDenied) return false;
      // A machine without IPv6 has no such address.
      if (hostname === "::1") return true;
      throw error;
    }
  });
}
