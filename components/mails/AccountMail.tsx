interface AccountMailProps {
  lang: string;
  subject: string;
  hello: string;
  text: string;
  button: { href: string; label: string };
  linkHelp: string;
  ignore?: string;
  footer: string;
}

const FONT = "font-family:Inter,-apple-system,'Segoe UI',Helvetica,Arial,sans-serif;";
const TEXT = `${FONT}font-size:16px;line-height:1.6;color:#1f2925;margin:0 0 20px;`;
const SMALL = `${FONT}font-size:13px;line-height:1.6;color:#5c6963;margin:0 0 12px;`;
const BUTTON =
  `${FONT}display:inline-block;background:#0b5d4e;color:#ffffff;text-decoration:none;` +
  "font-size:16px;font-weight:600;padding:12px 22px;border-radius:8px;";

/** Tables and inline styles, because mail clients know nothing newer; 600 px at most, no image. */
export function AccountMail(props: AccountMailProps) {
  return (
    <html lang={props.lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <title>{props.subject}</title>
      </head>
      <body style="margin:0;padding:0;background:#f4f3ee;">
        <table
          role="presentation"
          width="100%"
          cellpadding="0"
          cellspacing="0"
          style="background:#f4f3ee;"
        >
          <tr>
            <td align="center" style="padding:32px 16px;">
              <table
                role="presentation"
                width="100%"
                cellpadding="0"
                cellspacing="0"
                style="max-width:560px;background:#ffffff;border-radius:12px;"
              >
                <tr>
                  <Letter {...props} />
                </tr>
              </table>
            </td>
          </tr>
        </table>
      </body>
    </html>
  );
}

function Letter({ hello, text, button, linkHelp, ignore, footer }: AccountMailProps) {
  return (
    <td style="padding:36px 32px 28px;">
      <p style={`${FONT}font-size:18px;font-weight:700;color:#0b5d4e;margin:0 0 28px;`}>Runnerly</p>
      <p style={TEXT}>{hello}</p>
      <p style={TEXT}>{text}</p>
      <Action {...button} linkHelp={linkHelp} />
      {ignore ? <p style={SMALL}>{ignore}</p> : null}
      <p style={`${SMALL}margin:24px 0 0;`}>{footer}</p>
    </td>
  );
}

function Action({ href, label, linkHelp }: { href: string; label: string; linkHelp: string }) {
  return (
    <>
      <p style="margin:0 0 28px;">
        <a href={href} style={BUTTON}>{label}</a>
      </p>
      <p style={SMALL}>{linkHelp}</p>
      <p style={`${SMALL}word-break:break-all;`}>
        <a href={href} style="color:#0b5d4e;">{href}</a>
      </p>
    </>
  );
}
