import { Buffer } from "node:buffer";
import { Readable } from "node:stream";
import nodemailer from "nodemailer";
import SMTPConnection, { type SMTPConnectionOptions } from "nodemailer/lib/smtp-connection";
import { type Mailer, MailError, type OutgoingMail } from "@/domain/mail/mailer.ts";

export interface SmtpMailerOptions {
  /** `smtp://user:password@host:587` (STARTTLS when offered) or `smtps://…:465`. */
  url: string;
  from: string;
  /** For the domain of the sender. */
  dkim?: { keySelector: string; privateKey: string };
  /** A certificate authority in PEM, for a mail server with a private one. */
  ca?: string;
  /** Milliseconds. */
  timeouts?: { connection?: number; greeting?: number; socket?: number };
}

/** What nobody may change on the way; without the last two no mail program offers one click (RFC 8058, 4). */
const SIGNED = [
  ...["from", "to", "subject", "date", "message-id", "mime-version", "content-type"],
  ...["list-unsubscribe", "list-unsubscribe-post"],
].join(":");

/** One connection per mail, spoken step by step: only then is it known whether the body left before a failure. */
export function openSmtpMailer(options: SmtpMailerOptions): Mailer {
  const { from } = options;
  const domain = domainOf(from);
  const dkim = options.dkim && { ...options.dkim, domainName: domain, headerFieldNames: SIGNED };
  const { server, login } = readServer(options, domain);
  const composer = nodemailer.createTransport(
    { streamTransport: true, buffer: true, newline: "windows" },
    { from, dkim, xMailer: false, headers: { "Auto-Submitted": "auto-generated" } },
  );
  const open = new Set<SMTPConnection>();

  async function send(mail: OutgoingMail): Promise<void> {
    let bodyLeft = false;
    try {
      const { id, to, images = [], ...content } = mail;
      const { envelope, message } = await composer.sendMail({
        ...content,
        attachments: images.map(attachment),
        to: { address: to, name: "" },
        messageId: `<${id}@${domain}>`,
      });
      const body = Readable.from([message]).once("end", () => bodyLeft = true);
      const connection = new SMTPConnection(server);
      open.add(connection);
      connection.once("end", () => open.delete(connection));
      await converse(connection, login, envelope, body);
    } catch (error) {
      throw toMailError(error, mail.id, bodyLeft);
    }
  }

  return {
    recognisesRepeats: false,
    send,
    close: () => open.forEach((connection) => connection.close()),
  };
}

function attachment({ id, png }: NonNullable<OutgoingMail["images"]>[number]) {
  return {
    cid: id,
    filename: `${id}.png`,
    content: Buffer.from(png),
    contentType: "image/png",
    contentDisposition: "inline" as const,
  };
}

function domainOf(from: string): string {
  const domain = /@([^\s<>@]+)>?\s*$/.exec(from)?.[1];
  if (!domain) throw new Error(`Cannot send mail: the sender "${from}" has no address.`);
  return domain;
}

interface Login {
  user: string;
  pass: string;
}

function readServer(
  { url, ca, timeouts }: SmtpMailerOptions,
  name: string,
): { server: SMTPConnectionOptions; login?: Login } {
  const { protocol, hostname, port, username, password } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, "");
  const login = username
    ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
    : undefined;
  const server = {
    host,
    port: port || undefined,
    secure: protocol === "smtps:",
    // Otherwise whoever sits on the wire strips STARTTLS from the offer and reads the password.
    requireTLS: protocol === "smtp:" && login !== undefined && !isLoopback(host),
    name,
    tls: { ca },
    connectionTimeout: timeouts?.connection ?? 10_000,
    greetingTimeout: timeouts?.greeting ?? 10_000,
    socketTimeout: timeouts?.socket ?? 20_000,
  };
  return { server, login };
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d+){3}$/.test(host);
}

function converse(
  connection: SMTPConnection,
  login: Login | undefined,
  envelope: Parameters<SMTPConnection["send"]>[0],
  body: Readable,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  connection.on("error", reject);
  // A close tells its reason, if it has one, right after "end".
  connection.once("end", () => queueMicrotask(() => reject(new Error("Connection closed"))));
  connection.connect((error) => {
    if (error) return reject(error);
    if (!login || !connection.allowsAuth) return sendBody();
    connection.login({ credentials: login }, (error) => error ? reject(error) : sendBody());
  });

  function sendBody() {
    connection.send(envelope, body, (error) => {
      if (error) reject(error);
      else resolve();
      connection.quit();
    });
  }

  return promise.catch((error) => {
    connection.close();
    throw error;
  });
}

function toMailError(error: unknown, id: string, bodyLeft: boolean): MailError {
  const { code, reply, message } = readFailure(error);
  const refused = reply !== undefined && reply >= 400 && reply < 600;
  const handedOver = bodyLeft && !refused;
  // 503 is "bad sequence of commands": it says something about the session, not about the mail.
  const forGood = reply === undefined || reply >= 500 && reply !== 503;
  return new MailError(`Cannot send mail ${id}: ${message}`, {
    handedOver,
    addressRefused: !handedOver && code === "EENVELOPE" && reply !== undefined && reply >= 550,
    permanent: !handedOver && forGood && aboutTheMail.has(code),
    cause: error,
  });
}

/** nodemailer's codes for a refusal by, or because of, sender, recipient or message. */
const aboutTheMail = new Set(["EENVELOPE", "EMESSAGE"]);

function readFailure(error: unknown): { code: string; reply?: number; message: string } {
  if (!(error instanceof Error)) return { code: "", message: String(error) };
  return {
    code: "code" in error ? String(error.code) : "",
    reply: "responseCode" in error ? Number(error.responseCode) : undefined,
    message: error.message,
  };
}
