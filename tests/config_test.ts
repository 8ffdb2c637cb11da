import { deepStrictEqual, match, ok, strictEqual, throws } from "node:assert/strict";
import { Buffer } from "node:buffer";
import { type Config, readConfig, readDatabaseConfig, readSealingKeys } from "@/config.ts";
import { KEY, LEAST, problemsOf, problemsWith } from "@/tests/support/settings.ts";

const OLDER = Buffer.alloc(32, 8).toString("base64");
Deno.test("readConfig() fills in what is not said", () => {
  const expected: Config = {
    host: "0.0.0.0",
    port: 8000,
    baseUrl: "http://localhost:8000",
    database: { url: "file:data/runnerly.db", token: undefined },
    kvPath: "data/kv.db",
    sealingKeys: [{ id: "one", key: new Uint8Array(32).fill(7) }],
    mail: {
      ...{ kind: "smtp", url: "smtp://localhost:2525", from: "Runnerly <hello@example.org>" },
      ...{ dkim: undefined, perSecond: 2, webhookSecret: undefined },
    },
    mailboxUrl: undefined,
    strava: {
      apiUrl: "https://www.strava.com/api/v3",
      oauthUrl: "https://www.strava.com/oauth",
      clientId: "1",
      clientSecret: "s",
      maxAgeMs: 7 * 86_400_000,
    },
    roles: { web: true, worker: true },
    trustProxy: false,
    apiRequestsPerMinute: 600,
    leaseMs: 60_000,
    onDeploy: false,
    isProduction: true,
  };
  deepStrictEqual(readConfig(LEAST), expected);
  const blank = { PORT: "", ROLES: "  ", BASE_URL: "", DATABASE_TOKEN: " ", MAIL_API_URL: "" };
  deepStrictEqual(readConfig({ ...LEAST, ...blank }), expected, "empty is not said");
});

Deno.test("readConfig() reads what is said", () => {
  const config = readConfig({
    ...LEAST,
    PORT: "9000",
    BASE_URL: "https://runnerly.example/",
    DATABASE_URL: "libsql://db.example",
    DATABASE_TOKEN: "t",
    TRUST_PROXY: "1",
    JOB_LEASE_SECONDS: "5",
    SMTP_URL: undefined,
    MAIL_API_URL: "https://api.resend.com",
    MAIL_API_KEY: "re_1",
    MAILS_PER_SECOND: "0.5",
    STRAVA_API_URL: "http://localhost:4000/api/v3/",
  });
  strictEqual(config.port, 9000);
  strictEqual(config.baseUrl, "https://runnerly.example");
  deepStrictEqual(config.database, { url: "libsql://db.example", token: "t" });
  strictEqual(config.trustProxy, true);
  strictEqual(config.leaseMs, 5000);
  deepStrictEqual(config.mail, {
    ...{ kind: "api", perSecond: 0.5, webhookSecret: undefined },
    url: "https://api.resend.com",
    key: "re_1",
    from: LEAST.MAIL_FROM,
  });
  strictEqual(config.strava.apiUrl, "http://localhost:4000/api/v3");
});

Deno.test("readConfig() says everything that is wrong at once", () => {
  const missing = problemsOf({});
  const names = ["SEALING_KEYS", "MAIL_FROM", "SMTP_URL", "STRAVA_CLIENT_ID"];
  for (const name of [...names, "STRAVA_CLIENT_SECRET"]) {
    strictEqual(missing.filter((problem) => problem.includes(name)).length, 1, name);
  }
  strictEqual(missing.length, 5);

  const wrong = {
    PORT: "eighty",
    BASE_URL: "localhost",
    DATABASE_URL: "postgres://x",
    SEALING_KEYS: "short:AAAA",
    SMTP_URL: "localhost:25",
    MAILBOX_URL: "ftp://x",
    STRAVA_API_URL: "strava",
    STRAVA_OAUTH_URL: "strava",
    ROLES: "boss",
    TRUST_PROXY: "yes",
    JOB_LEASE_SECONDS: "0",
  };
  const problems = problemsWith(wrong);
  for (const name of Object.keys(wrong)) {
    strictEqual(problems.filter((problem) => problem.startsWith(name)).length, 1, name);
  }
  strictEqual(problems.length, Object.keys(wrong).length);
  throws(() => readConfig({ ...LEAST, ...wrong }), /11 settings are wrong:\n {2}- /);
});

Deno.test("readConfig() never quotes a value: it may be a secret", () => {
  const secrets = { SEALING_KEYS: "one:c2VjcmV0", SMTP_URL: "https://u:secret@x", PORT: "secret" };
  const text = problemsWith({ ...secrets, BASE_URL: "secret" }).join();
  ok(!text.includes("secret") && !text.includes("c2VjcmV0"), text);
});

Deno.test("readConfig() knows the roles of a process", () => {
  const roles = (text: string) => readConfig({ ...LEAST, ROLES: text }).roles;
  deepStrictEqual(roles("web"), { web: true, worker: false });
  deepStrictEqual(roles("worker"), { web: false, worker: true });
  deepStrictEqual(roles("worker, web"), { web: true, worker: true });
  for (const text of ["webs", "web;worker", "web,", ",", "WEB"]) {
    match(
      problemsWith({ ROLES: text }).join(),
      /^ROLES must be web, worker or web,worker\.$/,
      text,
    );
  }
});

Deno.test("readConfig() takes several sealing keys, the newest first, each with a name of its own", () => {
  const keys = readConfig({ ...LEAST, SEALING_KEYS: `two:${KEY}, one:${OLDER}` }).sealingKeys;
  deepStrictEqual(keys.map(({ id, key }) => [id, key[0]]), [["two", 7], ["one", 8]]);
  const bad = [
    KEY,
    `one:`,
    `:${KEY}`,
    `one:${KEY.slice(4)}`,
    `one:${KEY},`,
    `with space:${KEY}`,
    `one:${KEY},one:${OLDER}`,
    `${"x".repeat(33)}:${KEY}`,
  ];
  for (const text of bad) {
    match(problemsWith({ SEALING_KEYS: text }).join(), /^SEALING_KEYS must read/, text);
  }
});

Deno.test("readConfig() takes an origin as BASE_URL, without TLS on this machine alone", () => {
  const origin = (text: string) => readConfig({ ...LEAST, BASE_URL: text }).baseUrl;
  strictEqual(origin("https://Runs.example.org:443/"), "https://runs.example.org");
  for (const host of ["localhost", "127.0.0.1", "[::1]"]) {
    strictEqual(origin(`http://${host}:8000/`), `http://${host}:8000`);
  }
  const bad = [
    ...["http://runs.example.org", "http://192.168.1.2", "http://localhost.example.org"],
    ...["https://runs.example.org/app", "https://runs.example.org/?a", "https://a.b/#c"],
    ...["https://user:password@a.b", "ftp://localhost", "runs.example.org", "https://"],
  ];
  for (const text of bad) match(problemsWith({ BASE_URL: text }).join(), /^BASE_URL must be/, text);
});

Deno.test("readConfig() takes no port that the base address could not name", () => {
  for (const text of ["0", "65536", "-1", "80.5", "http"]) {
    match(problemsWith({ PORT: text }).join(), /^PORT must be a port, 1 to 65535\.$/, text);
  }
});

Deno.test("readConfig() takes one sender: an address, or a name and an address", () => {
  const good = [
    ...["hello@example.org", "root@localhost", "Runnerly <hello@example.org>"],
    '"Doe, Ana" <a@b.org>',
  ];
  for (const from of good) strictEqual(readConfig({ ...LEAST, MAIL_FROM: from }).mail.from, from);
  const bad = [
    ...["nobody", "@example.org", "a@", "a@b@c.org", "Runnerly hello@example.org"],
    ...["<hello@example.org>", "Runnerly <hello>", "Runnerly <a@b.org", "a@b.org, c@d.org"],
    ...["Doe, Ana <a@b.org>", "A\r\nBcc: <a@b.org>"],
  ];
  for (const from of bad) {
    match(problemsWith({ MAIL_FROM: from }).join(), /^MAIL_FROM must be an address/, from);
  }
});

Deno.test("readConfig() wants one way to send mail", () => {
  const none = { SMTP_URL: undefined };
  match(problemsWith(none).join(), /^Mail cannot be sent: set SMTP_URL, or MAIL_API_URL/);
  match(problemsWith({ MAIL_API_URL: "https://a.b", MAIL_API_KEY: "k" }).join(), /not both/);
  const api = { ...none, MAIL_API_URL: "https://a.b" };
  match(problemsWith(api).join(), /^MAIL_API_KEY is missing/);
  for (const url of ["api.resend.com", "ftp://a.b", "mailto:a@b.org"]) {
    const problems = problemsWith({ ...api, MAIL_API_KEY: "k", MAIL_API_URL: url });
    match(problems.join(), /^MAIL_API_URL must be an http\(s\) address\.$/, url);
  }
  for (const url of ["smtp://", "smtp:/x", "smtp://host:port", "localhost"]) {
    match(problemsWith({ SMTP_URL: url }).join(), /^SMTP_URL must start with smtp/, url);
  }
  deepStrictEqual(problemsWith({ SMTP_URL: "smtps://user:pa%3Ass@mail.example:465" }), []);
});

Deno.test("readConfig() wants on Deno Deploy what would be lost or wrong there otherwise", () => {
  const deploy = { DENO_DEPLOY: "1" };
  const problems = problemsWith(deploy);
  strictEqual(problems.length, 2);
  match(problems.join(), /DATABASE_URL must be a libSQL server here/);
  match(problems.join(), /BASE_URL is missing/);
  const enough = {
    ...{ ...LEAST, ...deploy, DATABASE_URL: "libsql://db.example" },
    BASE_URL: "https://runnerly.example",
  };
  strictEqual(readConfig(enough).onDeploy, true);
  strictEqual(readConfig(enough).isProduction, false);
  strictEqual(readConfig({ ...enough, DENO_TIMELINE: "git-branch/x" }).isProduction, false);
  strictEqual(readConfig({ ...enough, DENO_TIMELINE: "production" }).isProduction, true);
});

Deno.test("readDatabaseConfig() is as strict about the database as readConfig()", () => {
  deepStrictEqual(readDatabaseConfig({}), { url: "file:data/runnerly.db", token: undefined });
  const server = { DATABASE_URL: " libsql://db.example ", DATABASE_TOKEN: "t" };
  deepStrictEqual(readDatabaseConfig(server), { url: "libsql://db.example", token: "t" });
  throws(() => readDatabaseConfig({ DENO_DEPLOY: "1" }), /must be a libSQL server here/);
  throws(() => readDatabaseConfig({ DATABASE_URL: "postgres://x" }), /must start with file:/);
});

Deno.test("readSealingKeys() is as strict about the keys as readConfig()", () => {
  strictEqual(readSealingKeys({ SEALING_KEYS: `one:${KEY}` })[0].id, "one");
  throws(() => readSealingKeys({}), /SEALING_KEYS is missing/);
  throws(() => readSealingKeys({ SEALING_KEYS: "one" }), /SEALING_KEYS must read/);
});
