/** Codes that the language data knows and that are no country: groups, tests, and what is held back. */
const NO_COUNTRIES = ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "ZZ"];

let known: string[] | undefined;

/** ISO 3166-1 alpha-2 codes, as the language data of the runtime has them; a former country's is not among them. */
export function listCountries(): string[] {
  return known ??= findCountries();
}

export function isCountry(code: string): boolean {
  return listCountries().includes(code);
}

function findCountries(): string[] {
  const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  const letters = Array.from({ length: 26 }, (_, i) => String.fromCharCode(65 + i));
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  return codes.filter((code) =>
    names.of(code) !== undefined && !NO_COUNTRIES.includes(code) && !/^X[^K]/.test(code) &&
    new Intl.Locale(`und-${code}`).region === code
  );
}
