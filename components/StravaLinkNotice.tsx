import { Notice } from "@/components/Notice.tsx";
import type { Messages } from "@/locales/mod.ts";

interface StravaLinkNoticeProps {
  link: { status: "connected" | "reconnect"; scopes: string[] };
  /** What becomes of the data if the runner does not connect again. */
  fate: string;
  t: Messages["strava"];
}

/** What is wrong with the connection, and the way to mend it; nothing when all is well. */
export function StravaLinkNotice({ link, fate, t }: StravaLinkNoticeProps) {
  const again = (
    <p>
      <a class="button" href="/strava/connect?again=1">{t.connectAgain}</a>
    </p>
  );
  if (link.status === "reconnect") {
    return (
      <Notice tone="danger" title={t.reconnect.title}>
        <p>{t.reconnect.text}</p>
        <p>{fate}</p>
        {again}
      </Notice>
    );
  }
  if (link.scopes.includes("activity:read_all")) return null;
  return (
    <Notice tone="warning">
      <p>{t.scopesLimited}</p>
      {again}
    </Notice>
  );
}
