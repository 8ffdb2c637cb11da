import type { ComponentChildren } from "preact";
import { DARK, FONT } from "@/components/mails/letter.ts";

interface LetterPaperProps {
  lang: string;
  subject: string;
  /** What a list of mails shows beside the subject. */
  preview?: string;
  children: ComponentChildren;
}

const FILL = { role: "presentation", width: "100%", cellpadding: "0", cellspacing: "0" } as const;

/** Tables and inline styles, because mail clients know nothing newer; 600 px at most, light and dark. */
export function LetterPaper({ lang, subject, preview, children }: LetterPaperProps) {
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{subject}</title>
        <style dangerouslySetInnerHTML={{ __html: DARK }} />
      </head>
      <body class="paper" style="margin:0;padding:0;background:#f4f3ee;">
        {preview ? <div style="display:none;max-height:0;overflow:hidden;">{preview}</div> : null}
        <table {...FILL} class="paper" style="background:#f4f3ee;">
          <tr>
            <td align="center" style="padding:32px 12px;">
              <table
                {...FILL}
                class="sheet"
                style="max-width:600px;background:#ffffff;border-radius:12px;"
              >
                <tr>
                  <td style="padding:32px 28px 24px;">
                    <p
                      class="link"
                      style={`${FONT}font-size:18px;font-weight:700;color:#0b5d4e;margin:0 0 24px;`}
                    >
                      Runnerly
                    </p>
                    {children}
                  </td>
                </tr>
              </table>
            </td>
          </tr>
        </table>
      </body>
    </html>
  );
}
