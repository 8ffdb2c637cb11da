import { openDatabase } from "@/db/client.ts";
import { throttles } from "@/db/schema/accounts.ts";

/** Run as a process: holds the write lock of a database for some milliseconds and says so. */
if (import.meta.main) {
  const [url, milliseconds] = Deno.args;
  const { db, close } = await openDatabase(url);
  await db.transaction(async (tx) => {
    await tx.insert(throttles).values({ key: "holder", hits: 1, resetsAt: 0 });
    console.log("holding");
    await new Promise((resolve) => setTimeout(resolve, Number(milliseconds)));
  });
  close();
}
