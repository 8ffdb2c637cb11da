import type { Letter } from "@/components/mails/report_letter.ts";

/** What the HTML says, for who reads plain text: nothing is left out but the drawing, whose sentence stands here. */
export function writeReportText(letter: Letter): string {
  const { words, line, join, hello, notices, chart, actions, why, settings, unsubscribe } = letter;
  const figures = words.figures.map(({ label, value, unit, note }) =>
    line(label, join([[value, unit].filter(Boolean).join("\u00a0"), note]))
  );
  const facts = words.facts.map(({ label, text }) => line(label, text));
  const next = words.next.map(({ date, text, how }) => line(date, join([text, how])));
  const parts = [
    words.title,
    ...notices,
    hello,
    words.verdict,
    figures.join("\n"),
    facts.join("\n"),
    chart?.alt,
    next.length > 0 ? [letter.nextTitle, ...next].join("\n") : undefined,
    `${letter.open}\n${letter.page}`,
    actions && [actions.title, actions.note].join("\n"),
    ...(actions?.links ?? []).map(({ label, href }) => `${label}\n${href}`),
    ["-- ", why, ...[settings, unsubscribe].map(({ label, href }) => `${label}\n${href}`)]
      .join("\n"),
  ];
  return parts.filter(Boolean).join("\n\n");
}
