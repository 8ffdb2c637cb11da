export const details = {
  splits: (unit: string) => `Splits by ${unit}`,
  laps: "Laps",
  lap: "Lap",
  efforts: "Best efforts",
  effort: "Over",
  effortNames: { "1/2 mile": "Half a mile", "Half-Marathon": "Half marathon" },
  rank: {
    1: "Fastest so far",
    2: "Second fastest so far",
    3: "Third fastest so far",
  },
  charts: "Along the run",
  chartsTable: "The charts as a table",
  time: "Time",
  pace: "Pace",
  altitude: "Elevation",
  heartRate: "Heart rate",
  rise: "Elevation",
  paceSummary: (average: string) => `${average} on average while moving.`,
  heartRateSummary: (average: string, highest: string) =>
    `${average} on average, ${highest} at the highest.`,
  altitudeSummary: (lowest: string, highest: string) => `Between ${lowest} and ${highest}.`,
  over: (what: string, unit: string) => `${what}, across: ${unit}`,
  minutes: "min",
  calories: "Energy",
  exertion: "Perceived exertion",
  shoe: "Shoe",
  description: "Description",
  unread: {
    title: "Splits and charts are still to come",
    text: "Runnerly reads each run in full by itself, the newest first, as fast as Strava allows.",
    again: "The last try failed. It is repeated by itself.",
    samples: "The splits are here; the samples for the charts come by themselves.",
    button: "Read it now",
  },
  owed: {
    title: "This run is being read",
    text: "It takes a few seconds.",
    later: (time: string) =>
      `Strava's limit is reached, so it is read a little later: after ${time}.`,
    reload: "Reload the page",
  },
  parked: {
    title: "Strava could not hand over this run in full",
    text:
      "Runnerly tried several times and then left it alone; all others go on. Some recordings fail at Strava until they are edited there.",
    problem: (text: string) => `The last answer: ${text}`,
    button: "Try again",
  },
  reconnect: "Splits and charts can be read once Strava is connected again.",
  none: "There are no samples of this run, so there are no charts.",
  typedIn: "This run was typed in by hand, so there is nothing to chart.",
  hidden: {
    title: "This run is hidden",
    text: "You said that it is the double of another run, so it counts nowhere.",
    other: (title: string) => `Counted instead: ${title}`,
    undo: "Change that",
  },
};

export const doubles = {
  title: "Runs that look like doubles",
  lead:
    "They took place at one time and are equally long. Nothing is merged by itself: you say what counts, and can change it later.",
  none: "No two runs of yours look like one.",
  notice: (n: number) =>
    n === 1
      ? "Two runs look like the same run twice."
      : `Some runs look like the same run twice: ${n} pairs.`,
  look: "Compare them",
  pair: (a: string, b: string) => `${a} and ${b}`,
  what: "Compared",
  first: "First",
  second: "Second",
  name: "Name",
  start: "Start",
  source: "Source",
  device: "Recorded with",
  differs: "differs",
  choices: {
    both: "Both are runs of mine",
    first: "Count the first",
    second: "Count the second",
    open: "Decide anew",
  },
  decided: {
    title: "Decided",
    both: "Both count.",
    first: "The first counts, the second is hidden.",
    second: "The second counts, the first is hidden.",
  },
};
