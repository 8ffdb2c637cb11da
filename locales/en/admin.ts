export const admin = {
  title: "Operations",
  lead: "What is owed, what was given up, and how things stand with Strava.",
  menuText: "Jobs, mails, Strava's limits and events",
  done: "Done.",
  retry: "Retry",
  discard: "Discard",
  problem: "Problem",
  kind: "Kind",
  actions: "What to do",
  jobs: {
    title: "Jobs",
    none: "No job is owed.",
    due: "Due",
    waiting: "Waiting",
    running: "Running",
    buried: "Given up",
  },
  buried: {
    title: "Jobs that were given up",
    none: "None.",
    whose: "Whose",
    attempts: "Attempts",
    at: "Given up on",
    nobody: "nobody's",
  },
  mails: {
    title: "Mails that did not go out",
    none: "None.",
    to: "To",
    at: "Owed since",
    states: { failed: "failed", uncertain: "may have arrived" } as Record<string, string>,
    askAgain: "Only its runner can ask for it again.",
  },
  confirm: {
    job: "Discard this job?",
    mail: "Discard this mail?",
    jobText:
      "It is not tried again, and its row is deleted. What it was about is put right by the next reading of Strava's list, where a reading can.",
    mailText: "It is never sent, and its row is deleted.",
    back: "Keep it",
  },
  events: {
    title: "Strava's events",
    subscription: "Subscription",
    since: (id: string, date: string) => `${id}, since ${date}`,
    none: (command: string) => `There is none, so changes are found hours later. Run ${command}.`,
    last: "Last event",
    unhandled: "Not looked at yet",
    oldest: (n: string, date: string) => `${n}, the oldest since ${date}`,
    never: "never",
  },
  quota: {
    title: "Strava's limits",
    short: "This quarter hour",
    daily: "Today, UTC",
    value: (used: string, limit: string) => `${used} of ${limit} used`,
    unknown: "Strava has not been asked anything yet.",
    rate: (at: string) =>
      `Strava refused a call for its rate, so all calls rest until ${at}. There is nothing to do. If it happens often, ask Strava for a higher limit.`,
    inactive: (at: string) =>
      `Strava has switched the application off. Calls are tried again after ${at}, and nobody is disconnected. What to do: open Strava's settings under “My API Application”, and see that the application's owner has a paid Strava subscription and has agreed to the current terms.`,
  },
  crons: {
    title: "Heartbeat",
    name: "What comes by",
    every: "Every",
    last: "Last",
    late: "late",
    never: "never",
    minutes: (n: string) => `${n} min`,
    names: {
      "drain the jobs": "Doing the jobs that are due",
      "begin the readings that are due": "Beginning the readings that are due",
      "sweep what has expired": "Removing what has expired",
    },
  },
  maxAge: {
    title: "How long Strava's data is kept",
    now: (setting: string) => `Set now: ${setting}.`,
    sevenTitle: "7 days, unless set",
    seven:
      "What Strava's API policy of June 2026 is reported to allow (6.2): nothing rests longer than seven days without being read again. A history of N runs costs N/200 calls to renew.",
    shorterTitle: "2 to 6 days",
    shorter:
      "As seven days, with less time to renew when Strava is down or its limits are used up.",
    longerTitle: "More than 7 days",
    longer:
      "Longer than 6.2 is reported to allow. Agree it with Strava first: you answer for it, not your runners.",
    zeroTitle: "0",
    zero:
      "Kept until a runner disconnects or deletes the account. That is a permanent history, which 6.2 and 5.5 are reported to forbid. Deletions and withdrawals are followed all the same.",
  },
};
