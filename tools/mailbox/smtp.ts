import type { Buffer } from "node:buffer";
import {
  SMTPServer,
  type SMTPServerDataStream,
  type SMTPServerOptions,
  type SMTPServerSession,
} from "smtp-server";

/** What goes wrong on purpose. A dropped or silent server has kept the mail: only its answer is lost. */
export type Fault =
  | "rejectRecipient"
  | "tempfail"
  | "dropBeforeData"
  | "rejectMessage"
  | "dropAfterData"
  | "hangAfterData";

export interface SmtpOptions {
  port: number;
  hostname: string;
  /** Without a login no mail is taken. */
  requireAuth?: { user: string; pass: string };
  /** Offers STARTTLS with this certificate, both in PEM. */
  tls?: { key: string; cert: string };
  fault?: (recipient: string) => Fault | undefined;
}

interface SmtpListener {
  port: number;
  stop(): Promise<void>;
}

const LARGEST_MAIL_BYTES = 10 * 1024 * 1024;

type Keep = (raw: Uint8Array<ArrayBuffer>) => Promise<unknown>;

export async function listenSmtp(options: SmtpOptions, keep: Keep): Promise<SmtpListener> {
  const { port, hostname, requireAuth, tls } = options;
  const drop = ({ id }: SMTPServerSession) => {
    for (const connection of server.connections) if (connection.id === id) connection.close();
  };
  const server: SMTPServer = new SMTPServer({
    ...tls,
    name: "mailbox.localhost",
    size: LARGEST_MAIL_BYTES,
    rejectOversized: true,
    disableReverseLookup: true,
    disabledCommands: [...(tls ? [] : ["STARTTLS"]), ...(requireAuth ? [] : ["AUTH"])],
    allowInsecureAuth: !tls,
    closeTimeout: 100,
    onAuth: ({ username, password }, _session, done) => {
      const known = username === requireAuth?.user && password === requireAuth?.pass;
      done(known ? null : refusal(535, "Wrong user name or password"), { user: username });
    },
    onRcptTo: takeRecipient(options, drop),
    onData: takeMail(options, keep, drop),
  });
  // A client that leaves in the middle of a mail is not the mailbox's failure.
  server.on("error", () => {});
  await new Promise<void>((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(port, hostname, resolve);
  });
  const address = server.server.address();
  return {
    port: typeof address === "object" && address ? address.port : port,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

function takeRecipient(
  { fault }: SmtpOptions,
  drop: (session: SMTPServerSession) => void,
): SMTPServerOptions["onRcptTo"] {
  return ({ address }, session, done) => {
    const fails = fault?.(address);
    if (fails === "rejectRecipient") return done(refusal(550, "No such mailbox"));
    if (fails === "tempfail") return done(refusal(451, "Try again later"));
    if (fails === "dropBeforeData") return drop(session);
    done();
  };
}

function takeMail(
  { fault }: SmtpOptions,
  keep: Keep,
  drop: (session: SMTPServerSession) => void,
): SMTPServerOptions["onData"] {
  return async (stream, session, done) => {
    try {
      const raw = await readAll(stream);
      const fails = fault?.(session.envelope.rcptTo[0].address);
      if (fails === "rejectMessage") return done(refusal(554, "This looks like spam"));
      if (!stream.sizeExceeded) await keep(raw);
      if (fails === "dropAfterData") return drop(session);
      if (fails !== "hangAfterData") done();
    } catch (error) {
      done(refusal(451, `Cannot keep the mail: ${error}`));
    }
  };
}

async function readAll(stream: SMTPServerDataStream): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer<ArrayBuffer>[] = [];
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk);
  return await new Blob(chunks).bytes();
}

function refusal(responseCode: number, message: string): Error & { responseCode: number } {
  return Object.assign(new Error(message), { responseCode });
}
