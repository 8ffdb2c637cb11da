export const shell = {
  dashboard: "Dashboard",
  runs: "Runs",
  races: "Races",
  reports: "Reports",
  strava: "Strava",
  account: "Account",
  signIn: "Sign in",
  signUp: "Sign up",
  signOut: "Sign out",
  skip: "Skip to content",
  privacy: "Privacy",
  developers: "Developers",
  tagline: "keeps your running in one calm place.",
  saved: "Saved",
  fixErrors: "Please check these fields",
  fieldProblem: (label: string, problem: string) => `${label}: ${problem}`,
  optional: "optional",
};

export const landing = {
  title: "Your running, in one calm place",
  lead:
    "Connect Strava once. Runnerly brings in every run you ever recorded and shows you how your weeks add up.",
  start: "Create an account",
  haveAccount: "I have an account",
  points: [
    {
      title: "Your whole history",
      text: "Every run since your first, imported in the background, with a receipt that adds up.",
    },
    {
      title: "Weeks that make sense",
      text:
        "This week beside the last, twelve weeks at a glance, the year so far. Pace comes first.",
    },
    {
      title: "Yours, and only yours",
      text: "Nobody else sees your runs. Disconnect, and everything that came from Strava is gone.",
    },
  ],
};

export const privacy = {
  title: "Privacy",
  lead: "What Runnerly keeps, why, for how long, and how to make it go.",
  sections: [
    {
      title: "Your account",
      paragraphs: [
        "Your e-mail, a hash of your password, the profile you fill in (all of it optional but the time zone, units and language), and your signed-in browsers. It is kept until you delete your account.",
      ],
    },
    {
      title: "What comes from Strava",
      paragraphs: [
        "If you connect Strava, Runnerly reads the list of your activities: name, sport, times, distance, elevation, heart rate, route, gear and visibility, and of each run its laps, splits, best efforts and the samples of its sensors. It also keeps your athlete number, your name on Strava, and two tokens, which are encrypted.",
        "It is shown to you alone, is never shared or sold, and trains no model. It is kept until you disconnect Strava or delete your account; both delete it at once, tokens and everything derived from it included. What could not be read again within a week, or the time the operator set, goes as well.",
      ],
    },
    {
      title: "Other programs",
      paragraphs: [
        "A personal token opens the part of your account that you choose, to whoever has it; we keep a hash of it, its name and when it was last used. An application that you allow sees what its request said, until you take that back under Account, Applications. What came from Strava stays out of it.",
        "What you write about a run yourself, and that you removed one, is kept until you delete your account, so that it is not lost when the run is read again.",
        "A webhook is an address that you, or an application that you allowed, named: it is told which of your runs changed, and nothing of them. What was sent is kept for 30 days.",
        "The address of your calendar, if you make one, shows your plan with its notes, your races with your goals and, if you wish, what you ran, to whoever has it. We keep a hash of it, and when it was made and last read, until you take it back.",
      ],
    },
    {
      title: "Races",
      paragraphs: [
        "A race that you add is seen by all runners, and stays when you leave, without your name. Your goals, result and notes are yours alone; that you go is seen by others only if you say so, under the name of your profile. Of a run that you link nothing is copied. A training plan that you follow is seen by nobody else.",
      ],
    },
    {
      title: "Cookies and mails",
      paragraphs: [
        "One cookie keeps you signed in. There are no trackers, no advertisements and no third-party content on any page. Mails are only about your account.",
      ],
    },
    {
      title: "Leaving",
      paragraphs: [
        "Under Strava you can disconnect; under Account you can delete everything. To withdraw Runnerly's access at Strava itself, open Settings, My Apps there.",
      ],
    },
  ],
};
