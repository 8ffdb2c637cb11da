import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { followProgress } from "@/islands/follow_progress.ts";

const UNDER_WAY = { active: true, message: "Importing.", read: "200", unit: "activities read" };
const DONE = { ...UNDER_WAY, active: false, read: "400" };

type Answer = () => Response | Promise<Response>;

interface Seen {
  shown: string[];
  lost: number;
  ends: number;
  /** So many requests at once. */
  most: number;
}

async function follow(answers: Answer[]): Promise<Seen> {
  const seen: Seen = { shown: [], lost: 0, ends: 0, most: 0 };
  let [asked, open] = [0, 0];
  const ended = Promise.withResolvers<void>();
  const server = Deno.serve({ port: 0, onListen: () => {} }, async (request) => {
    if (new URL(request.url).pathname === "/sign-in") return new Response("<h1>Sign in</h1>");
    seen.most = Math.max(seen.most, ++open);
    const answer = await answers[Math.min(asked++, answers.length - 1)]();
    open--;
    return answer;
  });
  const source = `http://localhost:${server.addr.port}/progress`;
  const stop = followProgress<typeof DONE>(source, {
    onProgress: ({ read }) => seen.shown.push(read),
    onLost: () => seen.lost++,
    onEnd() {
      seen.ends++;
      ended.resolve();
    },
  }, 1);
  await ended.promise;
  await new Promise((resolve) => setTimeout(resolve, 30));
  stop();
  await server.shutdown();
  strictEqual(asked, answers.length, "nothing is asked after the end");
  return seen;
}

Deno.test("followProgress() shows each answer and ends once with the import", async () => {
  const seen = await follow([() => Response.json(UNDER_WAY), () => Response.json(DONE)]);
  deepStrictEqual(seen, { shown: ["200", "400"], lost: 0, ends: 1, most: 1 });
});

Deno.test("followProgress() says so when the server fails and asks again, one request at a time", async () => {
  const slow = async () => {
    await new Promise((resolve) => setTimeout(resolve, 30));
    return Response.json(UNDER_WAY);
  };
  const broken = () => new Response("", { status: 503 });
  const seen = await follow([broken, slow, () => Response.json(DONE)]);
  deepStrictEqual(seen, { shown: ["200", "400"], lost: 1, ends: 1, most: 1 });
});

Deno.test("followProgress() ends when there is no import, or a sign-in page instead", async () => {
  const none = { shown: [], lost: 0, ends: 1, most: 1 };
  deepStrictEqual(await follow([() => Response.json(null)]), none);
  const signIn = () => new Response(null, { status: 303, headers: { location: "/sign-in" } });
  deepStrictEqual(await follow([signIn]), none);
});
