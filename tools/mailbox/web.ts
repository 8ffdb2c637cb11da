import { renderToString } from "preact-render-to-string";
import type { VNode } from "preact";
import { ListPage, MailPage, type MailView, MissingPage } from "@/tools/mailbox/pages.tsx";
import type { MailStore, ReceivedMail } from "@/tools/mailbox/store.ts";

const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; img-src data:; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** A mail is somebody else's page: no scripts, no origin of its own, links leave the frame. */
const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src http: https: data:; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";

export function serveWeb(
  store: MailStore,
  { port, hostname }: { port: number; hostname: string },
): { port: number; stop(): Promise<void> } {
  const server = Deno.serve(
    { port, hostname, onListen: () => {} },
    (request) => respond(request, store),
  );
  return { port: server.addr.port, stop: () => server.shutdown() };
}

async function respond(request: Request, store: MailStore): Promise<Response> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    return new Response("Only reading here\n", { status: 405, headers: { allow: "GET, HEAD" } });
  }
  const { pathname, searchParams } = new URL(request.url);
  if (pathname === "/") return page(ListPage({ mails: store.list() }));
  if (pathname === "/mailbox.css") return await css();
  const [, id, frame] = /^\/mails\/(\d{1,9})(\/frame)?$/.exec(pathname) ?? [];
  const mail = id ? store.get(Number(id)) : undefined;
  if (!mail) return page(MissingPage(), 404);
  if (frame) return mailFrame(mail);
  return page(MailPage({ mail, view: readView(searchParams.get("view"), mail) }));
}

function readView(asked: string | null, mail: ReceivedMail): MailView {
  if (asked === "text" || asked === "headers") return asked;
  return mail.html ? "html" : "text";
}

function page(node: VNode, status = 200): Response {
  return html(`<!doctype html>${renderToString(node)}`, PAGE_POLICY, status);
}

function mailFrame(mail: ReceivedMail): Response {
  // Without a target a link would open inside the frame, where most sites refuse to be shown.
  const document = mail.html.replace(
    /^\s*(<!doctype[^>]*>)?/i,
    (start) => `${start}<base target="_blank">`,
  ).replaceAll(
    /"cid:([^"]+)"/g,
    (whole, id) => mail.images.has(id) ? `"${mail.images.get(id)}"` : whole,
  );
  return html(document, MAIL_POLICY);
}

function html(body: string, policy: string, status = 200): Response {
  return new Response(body, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy,
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    },
  });
}

async function css(): Promise<Response> {
  const file = await Deno.readFile(new URL("./mailbox.css", import.meta.url));
  return new Response(file, {
    headers: {
      "content-type": "text/css; charset=utf-8",
      "cache-control": "no-cache",
      "x-content-type-options": "nosniff",
    },
  });
}
