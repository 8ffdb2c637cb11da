/** One mail to one person. */
export interface OutgoingMail {
  /** Stable for one cause: the Message-ID and the idempotency key are made of it. ASCII, no spaces, at most 200. */
  id: string;
  to: string;
  subject: string;
  html: string;
  text: string;
  /** Besides those that every mail has, as for unsubscribing (RFC 8058). */
  headers?: Record<string, string>;
  /** What the HTML shows as `cid:` and the id. */
  images?: { id: string; png: Uint8Array<ArrayBuffer> }[];
}

export interface Mailer {
  /** The same mail, word for word, sent again under the same id within a day is delivered once. */
  readonly recognisesRepeats: boolean;
  /** Resolves when the server has taken responsibility for the mail, else throws a MailError. */
  send(mail: OutgoingMail): Promise<void>;
  /** Gives up what is under way. */
  close(): void;
}

export interface MailFailure {
  /** The server may have accepted the mail: never send it again. */
  handedOver: boolean;
  /** This mail was refused for good. A wrong password or key is not: it says nothing about the mail. */
  permanent: boolean;
  /** The provider has too much to do, and took nothing: how long to let it. */
  busyMs?: number;
  /** The address takes no mail at all. */
  addressRefused?: boolean;
  cause?: unknown;
}

export class MailError extends Error {
  override name = "MailError";
  readonly handedOver: boolean;
  readonly permanent: boolean;
  readonly busyMs?: number;
  readonly addressRefused: boolean;

  constructor(message: string, failure: MailFailure) {
    super(message, { cause: failure.cause });
    this.handedOver = failure.handedOver;
    this.permanent = failure.permanent;
    this.busyMs = failure.busyMs;
    this.addressRefused = failure.addressRefused ?? false;
  }
}
