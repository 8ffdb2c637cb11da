import { browserTest } from "@/tests/support/browser.ts";
import { walkThrough } from "./walk.ts";

browserTest(
  "the same walk works without JavaScript",
  (open) => walkThrough(open, { scripts: false }),
);
