import { urlPattern } from "@/http/file_router.ts";
import { routes } from "@/http/routes.gen.ts";

export interface Url {
  method: string;
  /** As in `/runs/:id`. */
  pattern: string;
  /** `POST /runs/:id`, as lists of them read. */
  name: string;
}

/** Every URL of the application with each method that it knows, read from the routers themselves. */
export function listUrls(): Url[] {
  const urls = Object.entries(routes).flatMap(([file, { default: router }]) => {
    const base = urlPattern(file);
    const known = router.routes.filter(({ method }) => method !== "ALL");
    return known.map(({ method, path }) => {
      const pattern = path === "/" ? base : `${base === "/" ? "" : base}${path}`;
      return { method, pattern, name: `${method} ${pattern}` };
    });
  });
  // A route of the API stands once for each of its checks.
  return [...new Map(urls.map((url) => [url.name, url])).values()];
}

/** The address with `id` for each of its parameters. */
export function fillUrl(pattern: string, id: string): string {
  return pattern.replace(/:\w+(\{[^}]*\})?/g, id);
}
