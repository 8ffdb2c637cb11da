import { plural } from "../plural.ts";

export const strava = {
  title: "Strava",
  consent: {
    title: "Connect Strava",
    lead: "Before Strava asks for your consent, here is what you would agree to.",
    items: [
      {
        title: "What is read",
        text:
          "Your activities, the private ones too: name, sport, times, distance, elevation, heart rate, route and gear, and of each run its laps, splits, best efforts and the samples of its sensors. And your athlete number and name. Runnerly never writes to Strava.",
      },
      {
        title: "Why",
        text: "To show you your runs, your weeks and your year. Nobody else sees any of it.",
      },
      {
        title: "How long",
        text:
          "Until you disconnect or delete your account; then all of it is deleted at once. Meanwhile it is read again every day. What Strava has not confirmed for a week, or the time the operator set, goes too, and comes back once it can be read.",
      },
      {
        title: "How to withdraw",
        text:
          "Press Disconnect here at any time, or remove Runnerly at Strava under Settings, My Apps.",
      },
    ],
    next: "You go to Strava, agree there, and come back here. The import then runs by itself.",
    buttonLabel: "Go to Strava to connect your account",
  },
  connected: (name: string) => `Connected as ${name}`,
  since: (date: string) => `Since ${date}`,
  scopesLimited:
    "You did not allow private activities, so runs for “Only you” are missing, and routes are cut near hidden places. Connect again and tick every box to see them.",
  reconnect: {
    title: "Strava has to be connected again",
    text:
      "Strava no longer accepts Runnerly's access: you may have withdrawn it, or a renewal was lost. Your runs are still here; new ones do not arrive before you connect again.",
  },
  connectAgain: "Connect again",
  importTitle: "Import",
  states: {
    waiting: "The import is about to start.",
    running: "Importing. You can leave this page; it goes on by itself.",
    interrupted: (minutes: number) =>
      `The import was interrupted. It resumes by itself within ${
        plural("en", minutes, { one: "minute", other: "minutes" })
      }.`,
    quota: (time: string) =>
      `Strava allows a limited number of requests and they are used up. The import resumes by itself after ${time}.`,
    inactive: (time: string) =>
      `Strava has paused Runnerly as a whole. Nothing of yours is lost; the import tries again after ${time}.`,
    done: "Every activity that Strava listed was read.",
    doneWithout: (n: number): string =>
      `Strava's list was read to its end. ${
        plural("en", n, { one: "activity", other: "activities" })
      } on it could not be read.`,
    reconnect: "The import stopped because Strava no longer accepts Runnerly's access.",
    strava_unavailable: "The import stopped: Strava did not answer properly for over an hour.",
  },
  noScript: "Without JavaScript this page does not update by itself.",
  refresh: "Refresh",
  lost: "Runnerly cannot be reached right now. This page tries again by itself.",
  retry: "Try again",
  importAgain: "Read everything again",
  activities: { one: "activity read", other: "activities read" },
  backTo: "Reaches back to",
  quotaLeft: "Strava requests left",
  quotaValue: (short: string, daily: string) => `${short} this quarter hour, ${daily} today`,
  receipt: {
    title: "Receipt",
    lead: (date: string) => `Finished ${date}.`,
    sum: "Read from Strava",
    added: "New",
    updated: "Changed",
    unchanged: "Unchanged",
    filtered: "Not yours, left out",
    failed: "Not readable",
    failures: "Activities that could not be read",
    kept: (all: string, runs: string) => `Runs among the ${all} activities kept here: ${runs}.`,
    seeAll: "See all activities",
  },
  disconnect: {
    title: "Disconnect",
    text:
      "Revokes Runnerly's access at Strava and deletes the tokens and everything that came from Strava.",
    ask: "Disconnect …",
    sure: (activities: string) =>
      `${activities} activities go from here. At Strava nothing changes.`,
    submit: "Disconnect and delete",
    keep: "Stay connected",
    doneTitle: "Strava is disconnected",
    done: (runs: string, others: string) =>
      `${runs} activities that came from Strava are deleted, and all that was kept with them: details, access keys and notes of the import, ${others} records in all. The certificate lists them.`,
    revoked: "Runnerly's access at Strava is revoked.",
    notRevoked:
      "Strava could not be told. To withdraw Runnerly's access there, open Strava's Settings, My Apps.",
    home: "To the dashboard",
  },
};
