import type { Behaviour } from "./behaviour.ts";

interface FaultError {
  resource: string;
  field: string;
  code: string;
}

const jsonType = "application/json; charset=utf-8";

export function answerJson(body: unknown, status = 200): Response {
  return answerText(JSON.stringify(body), status);
}

export function answerText(text: string, status = 200): Response {
  return new Response(text, { status, headers: { "content-type": jsonType } });
}

export function answerFault(
  status: number,
  message: string,
  errors: readonly FaultError[] | string,
): Response {
  return answerJson({ message, errors }, status);
}

export function badRequest(resource: string, field: string, code: string): Response {
  return answerFault(400, "Bad Request", [{ resource, field, code }]);
}

export function badToken(behaviour: Behaviour): Response {
  const error = behaviour.badTokenBody === "access_token"
    ? { resource: "Athlete", field: "access_token", code: "invalid" }
    : { resource: "Application", field: "", code: "invalid" };
  return answerFault(401, "Authorization Error", [error]);
}

export function missingScope(permission: string): Response {
  return answerFault(401, "Authorization Error", [
    { resource: "AccessToken", field: permission, code: "missing" },
  ]);
}

export function wrongSecret(): Response {
  return answerFault(401, "Authorization Error", [
    { resource: "Application", field: "", code: "invalid" },
  ]);
}

export function inactiveApplication(): Response {
  return answerFault(403, "Forbidden", [
    { resource: "Application", field: "Status", code: "Inactive" },
  ]);
}

/** The wording at the token endpoint is a guess: only the page's text is known. */
export function beyondCapacity(): Response {
  return answerFault(403, "Limit of connected athletes exceeded", [
    { resource: "Application", field: "connected athletes", code: "exceeded" },
  ]);
}

export function unknownPath(): Response {
  return answerFault(404, "Record Not Found", [
    { resource: "resource", field: "path", code: "invalid" },
  ]);
}

export function unknownActivity(behaviour: Behaviour): Response {
  if (behaviour.notFoundBody === "empty") return new Response(null, { status: 404 });
  if (behaviour.notFoundBody === "path") return unknownPath();
  return answerFault(404, "Record Not Found", [
    { resource: "Activity", field: "id", code: "invalid" },
  ]);
}

export function unknownResource(resource: string, field: string): Response {
  return answerFault(404, "Resource Not Found", [{ resource, field, code: "not found" }]);
}

type RateLimitBody = Behaviour["rateLimitBody"];

export function tooManyRequests(body: RateLimitBody, exceeded: "overall" | "read"): Response {
  if (body === "string-errors") {
    return answerJson(
      { errors: "Rate Limit Exceeded", status: 429, message: "Too Many Requests" },
      429,
    );
  }
  const field = body === "specific" ? `${exceeded} rate limit` : body;
  return answerFault(429, "Rate Limit Exceeded", [
    { resource: "Application", field, code: "exceeded" },
  ]);
}

/** What a gateway in front of the API says: HTML, without the API's headers. */
export function gatewayPage(status: number): Response {
  const title = `${status} ${gatewayTitles[status] ?? "Error"}`;
  const html = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}` +
    `</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;
  return new Response(html, { status, headers: { "content-type": "text/html" } });
}

const gatewayTitles: Record<number, string> = {
  410: "Gone",
  502: "Bad Gateway",
  503: "Service Temporarily Unavailable",
  504: "Gateway Time-out",
};
