import type { ComponentChildren } from "preact";
import { BUTTON, FONT, LINK, SMALL, TEXT } from "@/components/mails/letter.ts";
import { LetterPaper } from "@/components/mails/LetterPaper.tsx";
import type { Letter } from "@/components/mails/report_letter.ts";

const HEADING = `${FONT}font-size:16px;line-height:1.4;font-weight:600;color:#1f2925;margin:0;`;
const CELL = `${FONT}font-size:14px;line-height:1.5;color:#1f2925;padding:8px 0;` +
  "border-bottom:1px solid #e4e1d9;vertical-align:top;";
const FIGURE = `${FONT}font-size:22px;line-height:1.3;font-weight:600;color:#1f2925;`;
const FILL = { role: "presentation", width: "100%", cellpadding: "0", cellspacing: "0" } as const;

/** How the days went, to be read in one minute. */
export function ReportMail({ letter }: { letter: Letter }) {
  const { lang, words, hello, notices, chart } = letter;
  return (
    <LetterPaper lang={lang} subject={words.subject} preview={words.verdict}>
      <h1
        class="ink"
        style={`${FONT}font-size:22px;line-height:1.3;color:#1f2925;margin:0 0 20px;`}
      >
        {words.title}
      </h1>
      {notices.map((notice) => <p key={notice} class="soft" style={SMALL}>{notice}</p>)}
      <p class="ink" style={TEXT}>{hello}</p>
      <p class="ink" style={TEXT}>{words.verdict}</p>
      <Figures letter={letter} />
      <Rows
        rows={words.facts.map(({ id, label, text }) => ({
          label: <How letter={letter} id={id}>{label}</How>,
          text,
        }))}
      />
      <Chart chart={chart} />
      <Next letter={letter} />
      <p style="margin:28px 0;">
        <a class="button" href={letter.page} style={BUTTON}>{letter.open}</a>
      </p>
      <Actions letter={letter} />
      <Footer letter={letter} />
    </LetterPaper>
  );
}

function Chart({ chart }: { chart: Letter["chart"] }) {
  if (!chart) return null;
  return (
    <p style="margin:24px 0 0;">
      <img
        src={chart.src}
        alt={chart.alt}
        width="544"
        style="display:block;width:100%;max-width:544px;height:auto;border:0;"
      />
    </p>
  );
}

function Next({ letter: { words, nextTitle, join } }: { letter: Letter }) {
  if (words.next.length === 0) return null;
  return (
    <>
      <p class="ink" style={`${HEADING}padding-top:28px;`}>{nextTitle}</p>
      <Rows
        rows={words.next.map(({ date, text, how }) => ({
          label: date,
          text: join([text, how]),
        }))}
      />
    </>
  );
}

/** Three in a row: a phone has room for as many. */
function Figures({ letter }: { letter: Letter }) {
  const { figures } = letter.words;
  const rows = Array.from(
    { length: Math.ceil(figures.length / 3) },
    (_, i) => figures.slice(3 * i, 3 * i + 3),
  );
  if (rows.length === 0) return null;
  return (
    <table {...FILL} style="margin:0 0 12px;">
      {rows.map((row) => (
        <tr key={row[0].id}>
          {row.map(({ id, label, value, unit, note }) => (
            <td key={id} width="33%" style="padding:0 8px 16px 0;vertical-align:top;">
              <How letter={letter} id={id}>{label}</How>
              <div class="ink" style={FIGURE}>
                {value}
                {unit ? <span style="font-size:14px;font-weight:400;">{` ${unit}`}</span> : null}
              </div>
              {note ? <div class="soft" style={`${SMALL}margin:0;`}>{note}</div> : null}
            </td>
          ))}
        </tr>
      ))}
    </table>
  );
}

interface Row {
  label: ComponentChildren;
  text: string;
}

function Rows({ rows }: { rows: Row[] }) {
  if (rows.length === 0) return null;
  return (
    <table {...FILL}>
      {rows.map(({ label, text }, i) => (
        <tr key={i}>
          <td class="soft rule" width="36%" style={`${CELL}color:#5c6963;padding-right:12px;`}>
            {label}
          </td>
          <td class="ink rule" style={CELL}>{text}</td>
        </tr>
      ))}
    </table>
  );
}

/** A label that leads to how its number came about. */
function How(
  { letter, id, children }: { letter: Letter; id: string; children: string },
) {
  return (
    <a
      class="soft"
      href={`${letter.page}#how-${id}`}
      style={`${FONT}font-size:13px;color:#5c6963;text-decoration:underline;`}
    >
      {children}
    </a>
  );
}

function Actions({ letter: { actions } }: { letter: Letter }) {
  if (!actions) return null;
  return (
    <>
      <p class="ink" style={HEADING}>{actions.title}</p>
      <p class="ink" style={`${FONT}font-size:14px;line-height:2;margin:8px 0 0;`}>
        {actions.links.map(({ href, label }) => (
          <span key={href}>
            <a class="link" href={href} style={LINK}>{label}</a>
            <br />
          </span>
        ))}
      </p>
      <p class="soft" style={SMALL}>{actions.note}</p>
    </>
  );
}

function Footer({ letter: { why, settings, unsubscribe } }: { letter: Letter }) {
  return (
    <p class="soft rule" style={`${SMALL}margin:24px 0 0;padding-top:16px;`}>
      {why}
      <br />
      <a class="soft" href={settings.href} style="color:#5c6963;">{settings.label}</a>
      {" · "}
      <a class="soft" href={unsubscribe.href} style="color:#5c6963;">{unsubscribe.label}</a>
    </p>
  );
}
