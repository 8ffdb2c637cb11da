import { type Fault, listenSmtp, type SmtpOptions } from "@/tools/mailbox/smtp.ts";
import { openStore, type ReceivedMail } from "@/tools/mailbox/store.ts";
import { serveWeb } from "@/tools/mailbox/web.ts";

export type { Fault, ReceivedMail };

export interface MailboxOptions extends Partial<Omit<SmtpOptions, "port">> {
  /** 0, the default, takes a free port. */
  smtpPort?: number;
  webPort?: number;
  /** Keeps the mails as `.eml` files, so that they survive a restart. */
  folder?: string;
}

export interface Mailbox {
  smtpUrl: string;
  url: string;
  /** Newest first. */
  mails(): ReceivedMail[];
  /** The newest mail that fits, among those that are there and those to come. */
  waitFor(fits: (mail: ReceivedMail) => boolean, timeoutMs?: number): Promise<ReceivedMail>;
  clear(): Promise<void>;
  stop(): Promise<void>;
}

/** A mail server that delivers nothing: it shows what it was given, to people on `url`, to tests by `mails()`. */
export async function startMailbox(options: MailboxOptions = {}): Promise<Mailbox> {
  const { smtpPort = 0, webPort = 0, hostname = "127.0.0.1", folder, ...faults } = options;
  const store = await openStore(folder);
  const arrivals = new EventTarget();
  const smtp = await listenSmtp({ ...faults, port: smtpPort, hostname }, async (raw) => {
    await store.add(raw);
    arrivals.dispatchEvent(new Event("mail"));
  });
  const web = serveWeb(store, { port: webPort, hostname });
  const shownHost = hostname === "0.0.0.0" ? "127.0.0.1" : hostname;
  const login = options.requireAuth;
  const userInfo = login
    ? `${encodeURIComponent(login.user)}:${encodeURIComponent(login.pass)}@`
    : "";

  return {
    smtpUrl: `smtp://${userInfo}${shownHost}:${smtp.port}`,
    url: `http://${shownHost}:${web.port}`,
    mails: store.list,
    waitFor: (fits, timeoutMs = 5_000) =>
      waitFor(() => store.list().find(fits), arrivals, timeoutMs),
    clear: store.clear,
    stop: async () => {
      await Promise.all([smtp.stop(), web.stop()]);
    },
  };
}

function waitFor<T>(
  find: () => T | undefined,
  arrivals: EventTarget,
  timeoutMs: number,
): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const look = () => {
    const found = find();
    if (found !== undefined) resolve(found);
  };
  const timer = setTimeout(
    () => reject(new Error(`No such mail arrived within ${timeoutMs} ms`)),
    timeoutMs,
  );
  arrivals.addEventListener("mail", look);
  look();
  return promise.finally(() => {
    clearTimeout(timer);
    arrivals.removeEventListener("mail", look);
  });
}
