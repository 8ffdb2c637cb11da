/** What was planned, what was run, and which run was which planned one, as a person would say. */
export interface LabelledWeek {
  name: string;
  /** Day, kind, kilometers (of them fast) or minutes. */
  planned: string;
  /** Day, kilometers; `30m` is minutes, `f.5` the part that was fast, and what the runner called it. The first is "a". */
  done: string;
  /** One letter for each planned run: the run that it was, or "-" for none. */
  is: string;
}

const week = (name: string, planned: string, done: string, is: string): LabelledWeek => ({
  ...{ name, planned, done, is },
});

/** Days are of one week from Monday; "Su-" is the Sunday before it and "Mo+" the Monday after. */
export const LABELLED: LabelledWeek[] = [
  week(
    "as planned",
    "Tu easy 6, Th tempo 8/4, Sa easy 5, Su long 14",
    "Tu 6.1, Th 8.2 f.5, Sa 5, Su 14.3",
    "abcd",
  ),
  week(
    "a meter less each time",
    "Mo easy 5, We easy 5, Sa long 10",
    "Mo 4.9, We 4.8, Sa 9.9",
    "abc",
  ),
  week("nothing run", "Tu easy 6, Th easy 6, Su long 12", "", "---"),
  week("only the long run", "Tu easy 6, Th easy 6, Su long 12", "Su 12.4 long", "--a"),
  week("one a day late", "Tu easy 6, Th tempo 8/4, Su long 14", "We 6, Th 8 f.5, Su 14", "abc"),
  week("one a day early", "Tu easy 6, Th tempo 8/4, Su long 14", "Mo 6.2, Th 8 f.5, Su 14", "abc"),
  week(
    "long run on Saturday",
    "Tu easy 6, Th easy 6, Su long 14",
    "Tu 6, Th 6, Sa 14.1 long",
    "abc",
  ),
  week("weekend swapped", "Tu easy 6, Sa easy 5, Su long 15", "Tu 6, Sa 15.2, Su 5.1", "acb"),
  week(
    "weekend swapped, unnamed and near in length",
    "Sa easy 8, Su long 12",
    "Sa 12.1, Su 8",
    "ba",
  ),
  week("hard day swapped with the easy one", "Tu tempo 8/5, We easy 8", "Tu 8, We 8.1 f.6", "ba"),
  week("hard day swapped, called so", "Tu intervals 9/4, We easy 9", "Tu 9, We 9.1 workout", "ba"),
  week("everything a day late", "Tu easy 8, We easy 5, Sa long 16", "We 8.1, Th 5.1, Su 16", "abc"),
  week(
    "everything a day early",
    "Tu easy 8, Th tempo 7/4, Su long 16",
    "Mo 8.1, We 7 f.55, Sa 16",
    "abc",
  ),
  week("a day late, alike in length", "Tu easy 6, Th easy 6, Sa easy 6", "We 6, Fr 6, Su 6", "abc"),
  week("two days late is another run", "Tu easy 6, Su long 14", "Th 6, Su 14", "-b"),
  week("warm-up kept apart", "Tu tempo 8/5, Su long 14", "Tu 2, Tu 6.3 f.8 workout, Su 14", "bc"),
  week(
    "warm-up and cool-down kept apart",
    "Th intervals 9/4, Su long 14",
    "Th 2.1, Th 5.2 f.75, Th 1.6, Su 14",
    "bd",
  ),
  week(
    "easy in the morning, hard in the evening",
    "Tu easy 6, Tu intervals 9/4",
    "Tu 6, Tu 9.2 f.45",
    "ab",
  ),
  week(
    "easy in the evening, hard in the morning",
    "Tu easy 8, Tu intervals 8/4",
    "Tu 8 f.5, Tu 8.1 f0",
    "ba",
  ),
  week("to work and back", "Tu easy 8, Th easy 8", "Tu 3.1, Tu 8.2, Th 8, Th 3", "bc"),
  week(
    "commutes on every day",
    "We easy 10, Su long 18",
    "Mo 3, Tu 3, We 10.2, Th 3, Fr 3, Su 17.6",
    "cf",
  ),
  week("only commutes", "We easy 10, Su long 18", "Mo 3, Tu 3, Th 3, Fr 3", "--"),
  week("cut short", "Tu easy 6, Th tempo 10/6, Su long 16", "Tu 6, Th 6.5 f.5, Su 16", "abc"),
  week("long run broken off at half", "Tu easy 6, Su long 20", "Tu 6, Su 10.5", "ab"),
  week("gave up after a kilometer", "Tu easy 8, Su long 16", "Tu 1.1, Su 16", "-b"),
  week("far more than planned", "Tu easy 5, Su long 12", "Tu 5, Su 22", "ab"),
  week("an ultra instead of a jog", "We easy 6, Fr easy 6", "We 48, Fr 6", "-b"),
  week("half as much again", "Tu easy 6, Th easy 6", "Tu 9, Th 8.8", "ab"),
  week("race instead of the tempo", "Th tempo 8/5, Su long 14", "Th 8.4 race, Su 14", "ab"),
  week("fun run on Saturday", "Sa easy 5, Su long 14", "Sa 5 race, Su 14", "ab"),
  week("race day", "Tu easy 5, Th strides 4, Su race 21.1", "Tu 5, Th 4.1, Su 21.3 race", "abc"),
  week(
    "race day with a warm-up",
    "Th easy 4, Sa race 5",
    "Th 4, Sa 2.2, Sa 5.05 race, Sa 1.5",
    "ac",
  ),
  week("race day, run as unnamed", "Th easy 4, Su race 10", "Th 4, Su 10.06", "ab"),
  week("gave up the race", "Th easy 4, Su race 21.1", "Th 4, Su 9", "a-"),
  week("another race on the day before", "Fr easy 4, Su race 10", "Sa 5 race", "--"),
  week("jog on the day before the race", "Fr easy 4, Su race 10", "Sa 4, Su 10.1 race", "ab"),
  week(
    "set in time",
    "Tu easy 40min, Th easy 30min, Su long 90min",
    "Tu 6.8 41m, Th 5 30m, Su 14.5 92m",
    "abc",
  ),
  week("set in time, slow hills", "Tu easy 40min, Su long 90min", "Tu 4.6 40m, Su 9.5 91m", "ab"),
  week("set in time, swapped", "Sa easy 45min, Su long 90min", "Sa 15 90m, Su 7.2 44m", "ba"),
  week(
    "time and distance beside each other",
    "Tu easy 50min, We easy 5",
    "Tu 8.4 50m, We 5.1 31m",
    "ab",
  ),
  week("watch died, two files", "Tu easy 6, Su long 18", "Tu 6, Su 11, Su 6.9", "ab"),
  week(
    "treadmill that measures too little",
    "Tu intervals 9/4, Th easy 6",
    "Tu 7.1 f.4, Th 4.9",
    "ab",
  ),
  week("trail day, long for its distance", "Su long 18", "Su 13.5 130m long", "a"),
  week(
    "extra run on a rest day",
    "Tu easy 6, Th easy 6, Su long 14",
    "Mo 4, Tu 6.1, Th 6, Fr 3, Su 14",
    "bce",
  ),
  week(
    "extra run of the same length beside it",
    "Tu easy 6, Su long 14",
    "Mo 6, Tu 6, Su 14",
    "bc",
  ),
  week("long run before the week", "Mo recovery 5, We easy 8", "Su- 16, Mo 5, We 8", "bc"),
  week("recovery the evening of the long run", "Su long 16, Mo+ recovery 4", "Su 16, Su 4", "ab"),
  week("long run put off to Monday", "Sa easy 5, Su long 16", "Sa 5, Mo+ 16 long", "ab"),
  week(
    "every day something",
    "Mo recovery 4, Tu intervals 9/4, We easy 7, Th tempo 9/5, Fr recovery 4, Sa easy 6, Su long 18",
    "Mo 4, Tu 9 f.4, We 7, Th 9 f.55, Fr 4, Sa 6, Su 18",
    "abcdefg",
  ),
  week(
    "every day, tempo and intervals swapped with easy days",
    "Mo recovery 4, Tu intervals 9/4, We easy 8, Th tempo 9/5, Fr easy 8",
    "Mo 4, Tu 8, We 9 f.4, Th 8.2, Fr 9 f.55",
    "acbed",
  ),
  week(
    "every day, one left out",
    "Mo easy 6, Tu easy 6, We easy 6, Th easy 6",
    "Mo 6, Tu 6, Th 6",
    "ab-c",
  ),
  week("every day, first left out, alike", "Mo easy 6, Tu easy 6, We easy 6", "Tu 6, We 6", "-ab"),
  week("strides run as plain easy", "Tu strides 6, Th tempo 8/4", "Tu 6, Th 8 f.5", "ab"),
  week("called a workout, a day late", "Tu tempo 8/5, Th easy 7", "We 8 workout, Th 7", "ab"),
  week("easy run made hard", "Tu easy 7, Th tempo 7/4", "Tu 7 f.5, Th 7 f.55", "ab"),
  week(
    "tempo eased off when tired",
    "Tu easy 6, Th tempo 9/5, Su long 14",
    "Tu 6, Th 8.7 f0, Su 14",
    "abc",
  ),
  week(
    "race pace in the long run's place",
    "Sa race_pace 14/8, Su easy 6",
    "Sa 6.1, Su 14.2 f.6",
    "ba",
  ),
  week("two long ones", "Sa easy 10, Su long 22", "Sa 21.5 long, Su 10.4", "ba"),
  week("moved and cut", "We easy 8, Su long 16", "Th 6.5, Su 16", "ab"),
  week("walk that was no session", "We easy 8, Su long 16", "We 0.6, Su 16", "-b"),
];
