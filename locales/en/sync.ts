import { plural } from "../plural.ts";

export const sync = {
  facts: {
    title: "How things stand",
    since: "Connected since",
    scopes: "You allowed",
    lastEvent: "Last change that Strava told us of",
    recent: "Last 30 days, read completely",
    sweep: "Whole history, read completely",
    oldest: "Oldest data, read",
    renewBy: "To be read again by",
    quota: "Strava requests left, for all runners",
  },
  scopes: {
    read: "your public profile",
    "activity:read": "activities that others may see",
    "activity:read_all": "all activities, the private ones too",
  } as Record<string, string>,
  never: "not yet",
  next: (at: string) => `next from ${at}`,
  notSubscribed:
    "Strava does not tell Runnerly of changes at the moment. They are found all the same, by reading your list every few hours.",
  maxAge: (days: string) =>
    `What came from Strava is kept for at most ${days} days without being read again. What could not be renewed in time is removed, and comes back with the next reading.`,
  noMaxAge: "What came from Strava is kept until you disconnect.",
  waiting: {
    title: "What is waiting",
    nothing: "Nothing. What is here is what Strava had when it was last read.",
    reconnect: "Everything waits for you to connect Strava again.",
    rate: (at: string) => `Strava's limit is used up. All requests rest until ${at}.`,
    inactive: (at: string) =>
      `Strava has paused Runnerly as a whole, and its operator has to settle that. All requests rest, at least until ${at}.`,
    reading: (n: number): string =>
      `Strava's list is being read: ${
        plural("en", n, { one: "activity", other: "activities" })
      } so far.`,
    events: (n: number): string =>
      `${
        plural("en", n, { one: "change was", other: "changes were" })
      } announced by Strava and not fetched yet.`,
    looks: (n: number, at: string): string =>
      `${
        plural("en", n, { one: "activity is", other: "activities are" })
      } to be read again, the first one from ${at}.`,
    details: (n: number, at: string): string =>
      `${plural("en", n, { one: "detail", other: "details" })} left, done about ${at}.`,
    /** More than can be kept. */
    detailsBeyond: (n: number, days: number): string =>
      `${
        plural("en", n, { one: "detail", other: "details" })
      } left, which is more than Strava's limits let Runnerly keep: each may stay for ${days} days before it has to be read again. The newest runs have theirs. An older one gets them when you ask for it on its page.`,
    detailsNote: "A run has two: its laps and splits, and its samples. The newest come first.",
  },
  failed: {
    title: "What failed",
    nothing: "Nothing.",
    retry: "Try again",
    retried: "It is being tried again.",
    activities: "Activities that could not be read",
    details: "Runs whose laps and samples could not be read",
    looks: "Changes that could not be fetched",
    activity: (id: string) => `Activity ${id}`,
    other: "All runs' details",
  },
  reconnect: {
    kept: "What is here stays until you disconnect or delete your account.",
    expires: (first: string, last: string) =>
      `Without a connection nothing can be read again, and what came from Strava may not be kept unread: it is removed piece by piece from ${first} on, the last of it by ${last}. All of it comes back when you connect again.`,
  },
  purges: {
    title: "Proof of deletion",
    lead: "What was deleted here when Strava was disconnected, table by table.",
    offer: "Download the certificate",
    when: "Deleted",
    why: "Because",
    rows: "Rows",
    causes: { disconnected: "you disconnected", revoked: "you withdrew the access at Strava" },
    unconnected: "Strava is not connected",
    unconnectedLead: "Nothing that came from Strava is here.",
    revokedTitle: "You withdrew Runnerly's access at Strava",
    revoked: (heard: string, done: string) =>
      `Strava told us on ${heard}. Everything that came from there was deleted here on ${done}.`,
    statement: (rows: string, done: string) =>
      `On ${done}, Runnerly deleted ${rows} rows of this account: all that came from Strava, and all that was made of it or because of it.`,
    told: "Runnerly's access at Strava has ended.",
    notTold: "Strava could not be told, so the access may still be listed there.",
  },
};
