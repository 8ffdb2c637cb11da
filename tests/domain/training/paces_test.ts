import { ok } from "node:assert/strict";
import { paceRange } from "@/domain/training/paces.ts";

Deno.test("paceRange() has the velocities of the equations at VDOT 50", () => {
  const seconds = (text: string) => {
    const [minutes, rest] = text.split(":").map(Number);
    return minutes * 60 + rest;
  };
  const cases = [
    ["easy", "5:52", "4:54"],
    ["threshold", "4:20", "4:10"],
    ["interval", "4:00", "3:50"],
  ] as const;
  for (const [kind, slow, fast] of cases) {
    const [ours, faster] = paceRange(kind, 50);
    ok(Math.abs(ours - seconds(slow)) <= 1, `${kind}: ${ours}`);
    ok(Math.abs(faster - seconds(fast)) <= 1, `${kind}: ${faster}`);
  }
  // 88.5 s for 400 m at 105 %.
  const [repetition] = paceRange("repetition", 50);
  ok(Math.abs(repetition * 0.4 - 88.5) <= 0.2, `${repetition}`);
});
