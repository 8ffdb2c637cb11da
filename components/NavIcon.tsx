export type NavIconName = "dashboard" | "runs" | "races" | "reports" | "strava" | "account";

const paths: Record<NavIconName, string> = {
  dashboard: "M4 20V11M10 20V4M16 20v-6M22 20H2",
  runs: "M4 6h16M4 12h16M4 18h10",
  races: "M6 21V4M6 4c4-2 8 2 13 0v9c-5 2-9-2-13 0",
  reports: "M3 6h18v12H3zM3 7l9 6 9-6",
  strava: "M5 9h11l-3.5-3.5M19 15H8l3.5 3.5",
  account: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5a7.5 7.5 0 0 1 15 0",
};

/** Shown on phones only, above its label. */
export function NavIcon({ name }: { name: NavIconName }) {
  return (
    <svg class="nav-icon" viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
