import { Card } from "@/components/Card.tsx";
import type { Finding, Rule } from "@/domain/training/plans/lint.ts";
import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";

/** Rules whose numbers are parts of something; the others count. */
const PARTS: readonly Rule[] = ["ramp", "long_share", "spike", "fast_share", "taper", "specific"];
const TONES = { pass: "badge-success", warn: "badge-warning", fail: "badge-danger" };

interface CertificateProps {
  findings: Finding[];
  t: Messages["plans"]["check"];
  format: Format;
}

/** Each rule with the worst number that was found, what it may be, and on which day. */
export function Certificate({ findings, t, format }: CertificateProps) {
  const number = (rule: Rule, value: number) =>
    PARTS.includes(rule) ? `${format.number(value * 100)}\u00a0%` : format.number(value);
  return (
    <Card title={t.title}>
      <p class="muted">{t.lead}</p>
      <table class="table">
        <thead>
          <tr>
            {[t.rule, t.found, t.limit, t.verdict].map((head) => (
              <th key={head} scope="col">{head}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {findings.map(({ rule, verdict, worst, limit, date }) => (
            <tr key={rule}>
              <th scope="row">{t.rules[rule]}</th>
              <td class="num" data-label={t.found}>
                {number(rule, worst)}{" "}
                {date && worst > 0 ? <span class="muted">{format.date(date, "short")}</span> : null}
              </td>
              <td class="num" data-label={t.limit}>{number(rule, limit)}</td>
              <td data-label={t.verdict}>
                <span class={`badge ${TONES[verdict]}`}>{t.verdicts[verdict]}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
