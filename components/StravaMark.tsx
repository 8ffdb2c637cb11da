interface ConnectProps {
  action: string;
  label?: string;
}

/**
 * A stand-in drawn by us: Strava's brand rules ask for the official "Connect with Strava" asset,
 * 48 px high, unaltered. Replace it with that asset in a deployment that has a real API key.
 * `label` describes the button to screen readers; the visible text is fixed by Strava.
 */
export function ConnectWithStrava({ action, label }: ConnectProps) {
  return (
    <form method="post" action={action}>
      <button class="strava-connect" lang="en" type="submit" title={label}>
        Connect with Strava
      </button>
    </form>
  );
}

interface ViewOnStravaProps {
  activityId: string | number;
  /** Strava asks for exactly this text. */
  text?: string;
}

export function ViewOnStrava({ activityId, text = "View on Strava" }: ViewOnStravaProps) {
  const href = `https://www.strava.com/activities/${encodeURIComponent(String(activityId))}`;
  return <a class="strava-view" lang="en" href={href} rel="noopener">{text}</a>;
}
