import PostalMime, { type Address } from "postal-mime";

export interface ReceivedMail {
  /** Counts up from 1 in the order of arrival. */
  id: number;
  to: string;
  from: string;
  subject: string;
  text: string;
  html: string;
  /** By lower-case name; repeated headers are joined with a comma. */
  headers: ReadonlyMap<string, string>;
  /** What the HTML shows as `cid:` and its id, as data URLs. */
  images: ReadonlyMap<string, string>;
  receivedAt: Date;
}

export interface MailStore {
  add(raw: Uint8Array<ArrayBuffer>): Promise<ReceivedMail>;
  /** Newest first. */
  list(): ReceivedMail[];
  get(id: number): ReceivedMail | undefined;
  clear(): Promise<void>;
}

const MOST_MAILS = 500;

/** Mails in memory, the newest 500, and as `.eml` files if there is a folder. */
export async function openStore(folder?: string): Promise<MailStore> {
  const mails = new Map<number, ReceivedMail>();
  if (folder) await load(folder, mails);
  let lastId = Math.max(0, ...mails.keys());

  async function remove(mail: ReceivedMail): Promise<void> {
    mails.delete(mail.id);
    if (folder) await Deno.remove(pathOf(folder, mail)).catch(ignoreMissing);
  }

  async function add(raw: Uint8Array<ArrayBuffer>): Promise<ReceivedMail> {
    const mail = await parse(raw, ++lastId, new Date());
    if (folder) await Deno.writeFile(pathOf(folder, mail), raw);
    mails.set(mail.id, mail);
    for (const old of newestFirst(mails).slice(MOST_MAILS)) await remove(old);
    return mail;
  }

  return {
    add,
    list: () => newestFirst(mails),
    get: (id) => mails.get(id),
    clear: async () => {
      for (const mail of newestFirst(mails)) await remove(mail);
    },
  };
}

function newestFirst(mails: Map<number, ReceivedMail>): ReceivedMail[] {
  return [...mails.values()].sort((a, b) => b.id - a.id);
}

async function load(folder: string, mails: Map<number, ReceivedMail>): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  for await (const { name } of Deno.readDir(folder)) {
    const [, id, receivedAt] = /^(\d+)-(\d+)\.eml$/.exec(name) ?? [];
    if (!id) continue;
    const raw = await Deno.readFile(`${folder}/${name}`);
    mails.set(Number(id), await parse(raw, Number(id), new Date(Number(receivedAt))));
  }
}

function pathOf(folder: string, { id, receivedAt }: ReceivedMail): string {
  return `${folder}/${String(id).padStart(6, "0")}-${receivedAt.getTime()}.eml`;
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}

async function parse(
  raw: Uint8Array<ArrayBuffer>,
  id: number,
  receivedAt: Date,
): Promise<ReceivedMail> {
  const email = await PostalMime.parse(raw, { attachmentEncoding: "base64" });
  const images = email.attachments.filter(({ mimeType }) => mimeType.startsWith("image/"))
    .map(({ contentId = "", mimeType, content }): [string, string] => [
      contentId.replace(/^<|>$/g, ""),
      `data:${mimeType};base64,${content}`,
    ]);
  const headers = new Map<string, string>();
  for (const { key, value } of email.headers) {
    const earlier = headers.get(key);
    headers.set(key, earlier === undefined ? value : `${earlier}, ${value}`);
  }
  return {
    id,
    receivedAt,
    headers,
    images: new Map(images),
    to: (email.to ?? []).flatMap(addressesOf).join(", "),
    from: email.from ? addressesOf(email.from).join(", ") : "",
    subject: email.subject ?? "",
    text: email.text ?? "",
    html: email.html ?? "",
  };
}

function addressesOf(address: Address): string[] {
  return (address.group ?? [address]).map((mailbox) => mailbox.address);
}
