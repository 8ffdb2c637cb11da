import { plural } from "../plural.ts";

export const replan = {
  title: "Adapt the plan",
  lead:
    "Say what happened. You see what would change, and why, before anything does; what need not change stays.",
  link: "Adapt the plan",
  missedTitle: (runs: number) =>
    `${plural("en", runs, { one: "run", other: "runs" })} of the last seven days ${
      runs === 1 ? "was" : "were"
    } not run`,
  missedText: "That happens. See whether the plan should follow.",
  days: {
    title: "Days without a run",
    what: "Why",
    whats: { illness: "I am or was ill", travel: "I am away", missed: "They were missed" },
    from: "From",
    to: "To",
    hint: "The last day, too",
    submit: "See what changes",
  },
  moved: {
    title: "The race is on another day",
    raceDate: "Its new day",
    submit: "See what changes",
  },
  speed: {
    title: "A race said another speed",
    distance: "Distance",
    time: "Time",
    hint: "As in 45:30",
    submit: "See what changes",
  },
  problems: {
    date: "Choose a day",
    span: "Choose a last day that comes after the first, and within four months",
    over: "Missed days are over: choose a last day before today",
    time: "Write a time that somebody could run, as in 45:30",
  },
  refused: {
    race_away: {
      title: "The race is on one of these days",
      text: "Move the race first, or choose other days.",
    },
    race_past: { title: "That day is over", text: "Choose one that is still to come." },
    too_near: {
      title: "It is too near for a plan",
      text: "Nothing can be built by then. Rest, and run easily until the race.",
    },
    too_far: {
      title: "It is too far away",
      text: "Leave this plan, and make one later: 24 weeks are enough for any of these races.",
    },
    bad_time: { title: "That time says nothing", text: "Write one of a race that was run out." },
  },
  same: "Nothing has to change",
  sameText: "The plan keeps every rule as it is. Go on with it.",
  diff: {
    title: (days: number) => plural("en", days, { one: "day changes", other: "days change" }),
    rest: (days: number) =>
      days === 0
        ? "No other day is left."
        : `${plural("en", days, { one: "other day stays", other: "other days stay" })} as planned.`,
    day: "Day",
    before: "Before",
    after: "After",
    why: "Why",
    none: "Nothing",
    skipped: "Left out",
    movedTo: (date: string) => `On ${date}`,
    accept: "Change the plan so",
    undo: "You can undo it afterwards.",
    keep: "Leave it as it is",
  },
  short: {
    title: "It will be a hard race",
    text: (reach: string, needed: string) =>
      `Your longest run by then is ${reach}; to finish safely it takes ${needed}. Think of a shorter race or a later one.`,
  },
  reasons: {
    spike: "No run more than a tenth longer than the longest of 30 days",
    ramp: "No week more than a tenth above those before",
    taper: "The last weeks stay light",
    spacing: "No two hard days side by side",
    quiet: "Nothing fast right before the race",
    rest: "One day of rest in seven",
    away: "A day without a run",
    moved: "Moved off a day without a run",
    room: "Makes room for the run that was moved",
    return: "Easy days after an illness",
    race: "The race is on another day",
    speed: "Paces of the new time",
  },
};
