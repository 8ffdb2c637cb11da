import { type ReportWords, tellReport } from "@/components/reports/report_words.ts";
import type { Report } from "@/domain/training/report/report.ts";
import type { Units } from "@/domain/training/units.ts";
import { formatFor } from "@/locales/format.ts";
import { languageTag, type Locale, messagesFor } from "@/locales/mod.ts";

type Section = "chart" | "plan" | "records" | "risk" | "race" | "next";

export interface ReportAsked {
  kind: "report" | "test_report";
  locale: Locale;
  units: Units;
  name: string | null;
  report: Report;
  period: string;
  isSlowed: boolean;
  without: Section[];
  unsubscribe: string;
  actions: { act: "ill" | "skip_week" | "move_long"; link: string; date?: string }[];
}

interface Link {
  href: string;
  label: string;
}

/** All that stands in a report's mail, in words: its HTML and its text say the same. */
export interface Letter {
  lang: string;
  /** A label and what it is of, in one line; facts of one line, in a row. */
  line: (label: string, text: string) => string;
  join: (parts: (string | undefined)[]) => string;
  words: ReportWords;
  hello: string;
  notices: string[];
  chart?: { src: string; alt: string };
  nextTitle: string;
  page: string;
  open: string;
  actions?: { title: string; note: string; links: Link[] };
  why: string;
  settings: Link;
  unsubscribe: Link;
}

/** Which facts belong to a section that may be left out. */
const SECTION_OF: Record<string, Section> = {
  ...{ planned: "plan", streak: "records", best: "records", unusual: "records" },
  ...{ risk: "risk", race: "race" },
};
export const CHART_ID = "chart";

export function writeLetter(baseUrl: string, asked: ReportAsked): Letter {
  const { locale, units, name, report, period, isSlowed, without, kind } = asked;
  const t = messagesFor(locale);
  const { report: words, hello } = t.mails;
  const format = formatFor(locale, units);
  const told = tellReport(report, { t, format });
  const keeps = (section: Section | undefined) => !section || !without.includes(section);
  const hasChart = keeps("chart") && report.chart.some(({ distanceMeters }) => distanceMeters > 0);
  return {
    lang: languageTag(locale),
    line: t.shell.fieldProblem,
    join: format.join,
    words: {
      ...told,
      facts: told.facts.filter(({ id }) => keeps(SECTION_OF[id])),
      next: keeps("next") ? told.next : [],
    },
    hello: hello(name),
    notices: [
      ...kind === "test_report" ? [words.test] : [],
      ...isSlowed ? [words.slowed] : [],
    ],
    chart: hasChart ? { src: `cid:${CHART_ID}`, alt: told.chartSummary } : undefined,
    nextTitle: t.reports.next,
    page: `${baseUrl}/reports/${period}`,
    open: words.open,
    actions: actionsOf(baseUrl, asked),
    why: words.why,
    settings: { href: `${baseUrl}/account/mails`, label: words.settings },
    unsubscribe: { href: `${baseUrl}/unsubscribe/${asked.unsubscribe}`, label: words.unsubscribe },
  };
}

function actionsOf(baseUrl: string, { locale, units, actions }: ReportAsked): Letter["actions"] {
  if (actions.length === 0) return undefined;
  const { actionsTitle, actionsNote, actions: words } = messagesFor(locale).mails.report;
  const format = formatFor(locale, units);
  return {
    title: actionsTitle,
    note: actionsNote,
    links: actions.map(({ act, link, date }) => ({
      href: `${baseUrl}/mail-actions/${link}`,
      label: act === "move_long"
        ? words.move_long(format.date(date ?? "", "dayMonth"))
        : words[act],
    })),
  };
}
