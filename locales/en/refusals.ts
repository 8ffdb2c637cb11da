import { plural } from "../plural.ts";

/** What happened, and what to do about it. */
export const refusals = {
  not_found: { title: "Not found", text: "There is nothing here, or it is not yours to see." },
  bad_form: {
    title: "That could not be read",
    text: "The form was sent in a way that cannot be read. Go back and try again.",
  },
  foreign_origin: {
    title: "Sent from another site",
    text:
      "For your safety, forms only work from Runnerly's own pages, at its own address. Open the page there and try again.",
  },
  too_large: {
    title: "Too much at once",
    text: "What was sent is larger than any form here needs. Shorten it and try again.",
  },
  too_many_attempts: {
    title: "Too many attempts",
    text:
      "To protect accounts, this is limited for a while. Nothing was changed; wait a little before you try again.",
  },
  wrong_password: {
    title: "Wrong password",
    text: "This is not your current password. Nothing was changed.",
  },
  mail_link_spent: {
    title: "This link no longer works",
    text: "It was used already, it is too old, or a newer mail has replaced it. Ask for a new one.",
  },
  mail_act_over: {
    title: "This link is over",
    text:
      "It belongs to a report of some weeks ago. What it did can be done on the page of your plan.",
  },
  client_unknown: {
    title: "Unknown application",
    text:
      "The application that sent you here is not registered with Runnerly. Nothing was allowed; tell its makers.",
  },
  redirect_unknown: {
    title: "This application gave a wrong address",
    text:
      "It asked to send your answer to an address that is not registered for it. Nothing was allowed; tell its makers.",
  },
  token_made: {
    title: "That token was made already",
    text:
      "Its secret was shown once and is kept nowhere. If you did not note it, revoke the token and make another one.",
  },
  too_many_tokens: {
    title: "Too many tokens",
    text:
      "You have 50 tokens, which is the most. Revoke one that you no longer use, then make the new one.",
  },
  too_many_webhooks: {
    title: "Too many webhooks",
    text:
      "There are 10 webhooks, which is the most. Remove one that is no longer used, then add the new one.",
  },
  delivery_waiting: {
    title: "It is still on its way",
    text: "That message has not been delivered or given up yet. Wait for that, then send it again.",
  },
  too_many_races: {
    title: "Too many races at once",
    text: "A runner can add 20 races a day. Nothing was added; the rest can follow tomorrow.",
  },
  race_of_another: {
    title: "Somebody else added this race",
    text:
      "Only who added a race can change it, or an operator. Nothing was changed; tell an operator what is wrong.",
  },
  race_entered: {
    title: "Others have entered this race",
    text: "They would lose what they noted of it, so it stays. Nothing was changed.",
  },
  race_fixed: {
    title: "Others have entered this race",
    text:
      "Their goals and results are of its distance, so that stays; all else can be changed. Nothing was changed. If the distance is wrong, tell an operator.",
  },
  plan_refused: {
    title: "There is no such plan",
    text: "What it would be made from allows none. Open the plan again; the page says why.",
  },
  plan_day_taken: {
    title: "That day cannot be chosen",
    text: "The race stays on its day, and a run within the plan's weeks. Nothing was changed.",
  },
  plan_changed: {
    title: "The plan is another one by now",
    text:
      "It was changed since you saw the proposal, or a day has passed. Look at it once more. Nothing was changed.",
  },
  plan_over: {
    title: "That plan is over",
    text: "All of its runs are on days that have passed. Nothing was changed.",
  },
  strava_denied: {
    title: "Strava was not connected",
    text: "You cancelled at Strava. Nothing was read. You can connect whenever you like.",
  },
  strava_scope_missing: {
    title: "Strava sent no permission to read activities",
    text:
      "The box for your activities was not ticked at Strava, so there is nothing Runnerly could import. Connect again and leave the boxes ticked.",
  },
  strava_state_unknown: {
    title: "This answer from Strava does not belong to this session",
    text:
      "It may be more than half an hour old, from another browser, or not from you at all. Nothing was changed. Start again from here.",
  },
  strava_state_used: {
    title: "This answer from Strava was used already",
    text: "The page was loaded twice. The first time counted; see the Strava page for the result.",
  },
  strava_code_refused: {
    title: "Strava did not accept the way back",
    text:
      "The proof that Strava sent along was refused, which happens when the way back takes too long. Connect again; it usually works at once.",
  },
  strava_athlete_taken: {
    title: "This Strava account is linked to another Runnerly account",
    text:
      "One Strava account can feed one Runnerly account. Sign in to the other one, or disconnect Strava there, then connect here. To connect another Strava account, sign out at strava.com first if Strava does not ask.",
  },
  strava_other_athlete: {
    title: "That is another Strava account",
    text:
      "This account holds the runs of a different athlete. Disconnect Strava first, which deletes them here, then connect the other one.",
  },
  strava_full: {
    title: "No Strava seat is free",
    text:
      "Strava limits how many people may connect to Runnerly, and all seats are taken. Ask the operator, and try again later.",
  },
  strava_inactive: {
    title: "Strava has paused Runnerly",
    text:
      "This concerns everybody, not only you. The operator has to settle it with Strava; try again later.",
  },
  strava_unavailable: {
    title: "Strava does not answer",
    text:
      "Strava could not be reached, or its answer could not be read. Nothing was changed. Try again in a few minutes.",
  },
  strava_not_connected: {
    title: "Strava is not connected",
    text:
      "There is nothing to import from, and nothing to disconnect. Connect Strava if you want your runs here.",
  },
};

export const errors = {
  tryAgainIn: (minutes: number) =>
    `Try again in ${plural("en", minutes, { one: "minute", other: "minutes" })}.`,
  internal: {
    title: "Something broke on our side",
    text: "It was written down. Try again; if it stays, tell the operator this number:",
  },
  home: "To the start page",
  toStrava: "To the Strava page",
  otherAthlete: "Choose another Strava account",
  newLink: "Ask for a new link",
  signInForLink: "Sign in to ask for a new link",
  wrongAddress: {
    title: "Open Runnerly at its own address",
    text: (address: string) =>
      `Runnerly is at ${address}. For your safety, forms that were opened under another address are refused.`,
    open: (address: string) => `Open ${address}`,
  },
};
