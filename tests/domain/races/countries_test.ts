import { ok, strictEqual } from "node:assert/strict";
import { isCountry, listCountries } from "@/domain/races/countries.ts";

Deno.test("listCountries() has every country once, and nothing that is none", () => {
  const codes = listCountries();
  strictEqual(new Set(codes).size, codes.length);
  ok(codes.length >= 240 && codes.length <= 255, `${codes.length}`);
  for (const code of ["FR", "GB", "CN", "US", "XK", "TW", "ZA"]) ok(isCountry(code), code);
  for (const code of ["", "fr", "FRA", "EU", "UN", "ZZ", "SU", "DD", "UK", "XA", "QO", "A1"]) {
    ok(!isCountry(code), code);
  }
});
