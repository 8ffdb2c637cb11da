import type { DashboardState } from "@/components/Dashboard.tsx";
import { DashboardStateNotice } from "@/components/DashboardState.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import type { Messages } from "@/locales/mod.ts";

interface RunsEmptyProps {
  state: DashboardState;
  /** Of any sport. */
  hasActivities: boolean;
  t: Messages;
}

/** A list without runs though nothing was filtered: why, and what to do. */
export function RunsEmpty({ state, hasActivities, t: { dashboard, runs } }: RunsEmptyProps) {
  if (state.kind === "importing") {
    return (
      <EmptyState
        title={dashboard.importing.title}
        action={<a class="button-quiet" href="/account/strava">{dashboard.importing.link}</a>}
      >
        <p>{runs.empty.importing}</p>
      </EmptyState>
    );
  }
  if (state.kind === "settled" && !hasActivities) {
    return (
      <EmptyState title={dashboard.noRunsInHistory.title}>
        <p>{runs.empty.nothing}</p>
      </EmptyState>
    );
  }
  return <DashboardStateNotice state={state} hasRuns={false} t={dashboard} />;
}
