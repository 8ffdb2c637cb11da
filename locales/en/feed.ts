export const feed = {
  title: "Your plan in your calendar",
  lead:
    "Your calendar program subscribes to an address. It shows your planned runs and races, each on its day, and follows when you change something.",
  card: "Calendar",
  cardText: "Planned runs and races in your own calendar, always as they stand here.",
  cardLink: "Subscribe in a calendar",
  make: "Make the address",
  again: "Make a new address",
  againText: "The one that you have leads nowhere from then on.",
  whoReads:
    "Whoever has the address reads this calendar, with your notes and goals, and so does the company behind the calendar program. It opens nothing else of your account.",
  withDone: "Also what I ran",
  newTitle: "Copy your address now",
  newText:
    "It is shown this once, and kept nowhere. Give it to your calendar program where that says “Subscribe” or “From an address”.",
  open: "Open in a calendar program",
  openText: "Programs look again when they like: some every hour, some once a day.",
  address: "Your address",
  since: "Made",
  lastRead: "Last read",
  never: "Not yet",
  tells: "It tells",
  tellsPlan: "Planned runs and races",
  tellsDone: "Planned runs, races and what you ran",
  remove: "Take the address back",
  removeText: "Programs that have it then get nothing more, and you can make another one.",
  removed: "The address is taken back. It leads nowhere now.",
  madeBefore:
    "The address was made already, and is shown only once. If you do not have it, make a new one.",
  planned: (what: string) => `Planned: ${what}`,
};
