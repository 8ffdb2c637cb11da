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
  cause?: unknown;
}

export class MailError extends Error {
  override name = "MailError";
  readonly handedOver: boolean;
  readonly permanent: boolean;

  constructor(message: string, { handedOver, permanent, cause }: MailFailure) {
    super(message, { cause });
    this.handedOver = handedOver;
    this.permanent = permanent;
  }
}
