import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { readConfig } from "@/config.ts";
import { LEAST, problemsWith } from "@/tests/support/settings.ts";

Deno.test("readConfig() reads how mails are signed and what the provider signs, or says what is wrong", () => {
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 1024,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const secret = `whsec_${btoa("the provider's own secret")}`;
  const oneLine = privateKey.replaceAll("\n", "\\n");
  const dkim = { DKIM_SELECTOR: "m1", DKIM_PRIVATE_KEY: oneLine };
  const config = readConfig({ ...LEAST, ...dkim, MAIL_WEBHOOK_SECRET: secret });
  const expected = { keySelector: "m1", privateKey: privateKey.trim() };
  deepStrictEqual("dkim" in config.mail && config.mail.dkim, expected);
  strictEqual(config.mail.webhookSecret, secret);
  const wrong: [Record<string, string>, RegExp][] = [
    [{ MAIL_WEBHOOK_SECRET: "abc" }, /^MAIL_WEBHOOK_SECRET must be/],
    [{ MAILS_PER_SECOND: "0" }, /^MAILS_PER_SECOND must be/],
    [{ ...dkim, DKIM_PRIVATE_KEY: "abc" }, /^DKIM_PRIVATE_KEY must be/],
    [{ ...dkim, DKIM_SELECTOR: "a b" }, /^DKIM_SELECTOR must be/],
    [{ DKIM_SELECTOR: "m1" }, /^Set DKIM_SELECTOR and DKIM_PRIVATE_KEY, or neither/],
  ];
  for (const [env, message] of wrong) match(problemsWith(env).join(), message);
});
