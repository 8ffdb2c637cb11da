import { match, ok, strictEqual } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { ErrorSummary, SelectField, TextField } from "@/components/Field.tsx";

Deno.test("TextField() ties label, hint, unit and error to its input", () => {
  const html = renderToString(
    <TextField label="Distance" name="km" value="0" unit="km" hint="Roughly" error="Too short" />,
  );
  match(html, /<label for="field-km">Distance/);
  const input = tag(html, "input");
  match(input, /id="field-km"/);
  match(input, /name="km"/);
  match(input, /type="text"/);
  match(input, /value="0"/);
  match(input, /aria-invalid="true"/);
  match(input, /aria-describedby="field-km-error field-km-hint field-km-unit"/);
  for (const part of ["error", "hint", "unit"]) match(html, new RegExp(` id="field-km-${part}"`));
});

Deno.test("TextField() points at nothing when it has nothing to add", () => {
  const input = tag(renderToString(<TextField label="Name" name="name" />), "input");
  ok(!input.includes("aria-"), input);
  ok(!input.includes("required"), input);
  ok(!input.includes("undefined"), input);
});

Deno.test("TextField() passes on what a browser needs to help", () => {
  const input = tag(
    renderToString(
      <TextField
        label="E-mail"
        name="email"
        type="email"
        autocomplete="email"
        inputmode="email"
        required
      />,
    ),
    "input",
  );
  match(input, / type="email"/);
  match(input, / autocomplete="email"/);
  match(input, / inputmode="email"/);
  match(input, / required/);
});

Deno.test("TextField() escapes what a runner typed", () => {
  const html = renderToString(
    <TextField label="Title" name="title" value="'><script>&" error="<b>" />,
  );
  ok(!html.includes("<script") && !html.includes("<b>"), html);
});

Deno.test("SelectField() selects the value and ties its error", () => {
  const options = [{ value: "km", label: "Kilometres" }, { value: "mi", label: "Miles" }];
  const html = renderToString(
    <SelectField label="Units" name="units" value="mi" options={options} error="Choose one" />,
  );
  strictEqual(html.match(/<option selected[^>]*>|<option [^>]*selected[^>]*>/g)?.length, 1);
  match(html, /<option (?=[^>]*selected)[^>]*value="mi"/);
  match(tag(html, "select"), /aria-invalid="true"/);
  match(tag(html, "select"), /aria-describedby="field-units-error"/);
});

Deno.test("ErrorSummary() can take focus and leads to each field", () => {
  const html = renderToString(
    <ErrorSummary
      title="Two things to fix"
      errors={[{ name: "email", message: "Enter an e-mail" }, { name: "", message: "Try again" }]}
    />,
  );
  match(html, /role="alert"/);
  match(html, /tabindex="-1"/i);
  match(html, /<a href="#field-email">Enter an e-mail<\/a>/);
  match(html, /<li ?>Try again<\/li>/);
});

Deno.test("ErrorSummary() is absent without errors", () => {
  strictEqual(renderToString(<ErrorSummary title="Fix" errors={[]} />), "");
});

function tag(html: string, name: string): string {
  return html.match(new RegExp(`<${name}[^>]*>`))?.[0] ?? "";
}
