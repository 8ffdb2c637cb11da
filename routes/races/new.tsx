import { Hono } from "hono";
import { uuidv7 } from "uuidv7";
import type { AppEnv } from "@/http/env.ts";
import { answerRaceForm } from "@/http/race_page.tsx";

export default new Hono<AppEnv>().get("/", (c) => {
  const { form: t } = c.var.t.races;
  // The next race's id: whoever sends the form again adds no second one.
  const values = { id: uuidv7(), distance: "10k", surface: "road" };
  return answerRaceForm(c, {
    title: t.title,
    action: "/races",
    submit: t.submit,
    values,
    errors: [],
  });
});
