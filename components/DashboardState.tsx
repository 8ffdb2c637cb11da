import type { DashboardState } from "@/components/Dashboard.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Notice } from "@/components/Notice.tsx";
import type { Messages } from "@/locales/mod.ts";

interface Props {
  state: DashboardState;
  hasRuns: boolean;
  t: Messages["dashboard"];
}

/** What stands between a runner and up-to-date numbers, with the way out of it; nothing when all is well. */
export function DashboardStateNotice({ state, hasRuns, t }: Props) {
  switch (state.kind) {
    case "unconnected":
      return hasRuns ? null : (
        <EmptyState
          title={t.empty.title}
          action={<a class="button" href="/strava/connect">{t.empty.connect}</a>}
        >
          <p>{t.empty.text}</p>
        </EmptyState>
      );
    case "importing":
      return (
        <Step
          tone="info"
          title={t.importing.title}
          text={t.importing.text(state.seen)}
          href="/account/strava"
          link={t.importing.link}
        />
      );
    case "failed":
      return <Step tone="warning" {...t.failed} href="/account/strava" />;
    case "reconnect":
      return <Step tone="danger" {...t.reconnect} href="/account/strava" />;
    case "settled":
      return hasRuns ? null : (
        <EmptyState
          title={t.noRunsInHistory.title}
          action={<a class="button-quiet" href="/runs?sport=all">{t.noRunsInHistory.link}</a>}
        >
          <p>{t.noRunsInHistory.text}</p>
        </EmptyState>
      );
  }
}

function Step(
  { tone, title, text, href, link }: {
    tone: "info" | "warning" | "danger";
    title: string;
    text: string;
    href: string;
    link: string;
  },
) {
  return (
    <Notice tone={tone} title={title}>
      <p>{text}</p>
      <p>
        <a href={href}>{link}</a>
      </p>
    </Notice>
  );
}
