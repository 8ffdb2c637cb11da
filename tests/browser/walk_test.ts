import { browserTest } from "@/tests/support/browser.ts";
import { walkThrough } from "./walk.ts";

browserTest(
  "a new runner signs up, connects, watches the import, looks around and disconnects",
  (open) => walkThrough(open, { scripts: true }),
);
