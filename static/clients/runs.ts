// Lists all your runs. Usage: RUNNERLY_TOKEN=… deno run -N -E runs.ts [address]
const address = Deno.args[0] ?? "http://localhost:8000";
const headers = { authorization: `Bearer ${Deno.env.get("RUNNERLY_TOKEN")}` };

type Run = { localDate: string; distanceMeters: number; title: string };

/** The answer; waits when it is told to. */
async function get(url: string): Promise<Response> {
  while (true) {
    const answer = await fetch(url, { headers });
    if (answer.ok) return answer;
    const problem = await answer.json();
    if (answer.status !== 429) throw new Error(`${problem.title}: ${problem.detail ?? ""}`);
    const seconds = Number(answer.headers.get("retry-after"));
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }
}

let url: string | undefined = `${address}/api/v1/runs?limit=200`;
while (url) {
  const answer: Response = await get(url);
  const { items }: { items: Run[] } = await answer.json();
  for (const { localDate, distanceMeters, title } of items) {
    console.log(`${localDate}  ${(distanceMeters / 1000).toFixed(2).padStart(6)} km  ${title}`);
  }
  url = answer.headers.get("link")?.match(/<([^>]+)>; rel="next"/)?.[1];
}
