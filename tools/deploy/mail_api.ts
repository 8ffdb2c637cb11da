import { z } from "zod";

export interface MailApi extends AsyncDisposable {
  url: string;
  /** The text of the first mail to this address, as soon as it comes. */
  mailTo(address: string, timeoutMs: number): Promise<string>;
}

const mail = z.object({ to: z.array(z.string()), text: z.string() });

/** Takes mails as a provider's HTTPS API does, and keeps them. */
export function startMailApi(): MailApi {
  const mails: z.output<typeof mail>[] = [];
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async (asked) => {
      mails.push(mail.parse(await asked.json()));
      return Response.json({ id: crypto.randomUUID() });
    },
  );
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    async mailTo(address, timeoutMs) {
      const deadline = performance.now() + timeoutMs;
      for (;;) {
        const found = mails.find(({ to }) => to.includes(address));
        if (found) return found.text;
        if (performance.now() > deadline) throw new Error(`No mail for ${address} came`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}
