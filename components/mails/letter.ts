/** Styles that mails have to carry on each element: clients drop style sheets, or parts of them. */
export const FONT = "font-family:Inter,-apple-system,'Segoe UI',Helvetica,Arial,sans-serif;";
export const TEXT = `${FONT}font-size:16px;line-height:1.6;color:#1f2925;margin:0 0 20px;`;
export const SMALL = `${FONT}font-size:13px;line-height:1.6;color:#5c6963;margin:0 0 12px;`;
export const LINK = "color:#0b5d4e;";
export const BUTTON =
  `${FONT}display:inline-block;background:#0b5d4e;color:#ffffff;text-decoration:none;` +
  "font-size:16px;font-weight:600;padding:12px 22px;border-radius:8px;";

/** For clients that know dark mode: the classes stand beside the styles above. */
export const DARK = `@media (prefers-color-scheme: dark) {
  .paper { background: #121615 !important; }
  .sheet { background: #191e1c !important; }
  .ink { color: #e9ece9 !important; }
  .soft { color: #a5afaa !important; }
  .link { color: #6bccb8 !important; }
  .rule { border-color: #2c3431 !important; }
  .button { background: #6bccb8 !important; color: #06231e !important; }
}`;
