import fc from "fast-check";

/** Text that has broken a form somewhere: control characters, other scripts, markup, SQL, paths, numbers. */
const NASTY = [
  ...["", " ", "\u0000", "a\u0000b", "\r\n.\r\n", "\u202egnp.exe", "\u2066\u2069", "\ufeff"],
  ...["مرحبا", "你好", "e\u0301\u0301\u0301", "👩‍👩‍👧‍👦", "\ud800", "\uffff", "ﬁ", "İ", "ß"],
  ...["<script>alert(1)</script>", `"><img src=x onerror=alert(1)>`, "{{7*7}}", "${7*7}"],
  ...["' or 1=1 --", `"; drop table users; --`, "%", "_", "\\", "../../etc/passwd", "%00", "%zz"],
  ...["__proto__", "constructor", "toString", "[object Object]", "undefined", "null", "true"],
  ...["-1", "1e309", "NaN", "Infinity", "0x10", "9".repeat(400), "1,2,3", "2026-13-45"],
];

export const junk = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.integer().map(String),
  fc.double().map(String),
  fc.json({ maxDepth: 2 }),
  fc.nat(60_000).map((length) => "x".repeat(length)),
);

/** As long and of the same signs as the secret of a link. */
export const secret = fc.stringMatching(/^[\w-]{43}$/);

export interface FuzzedBody {
  body: BodyInit;
  type?: string;
}

type Fields = Record<string, string>;
/** For each field that must be right, texts that are wrong in it. */
export type Wrongs = Record<string, fc.Arbitrary<string>>;

const OTHER_TYPES = [
  ...["application/json", "text/plain", "application/xml", "application/octet-stream"],
  ...["image/png", "x/y; charset=utf-7", "text/html", "multipart/mixed; boundary=b"],
];
const FORM_TYPE = "application/x-www-form-urlencoded";

/** A body that is invalid in one way, whatever else is in it: `good` with one of its fields made wrong, or no form at all. */
export function invalidBody(good: Fields, wrongs: Wrongs): fc.Arbitrary<FuzzedBody> {
  const extras = strayFields(Object.keys(good));
  const broken = fc.oneof(
    ...Object.entries(wrongs).map(([name, wrong]) => ways(good, name, wrong)),
  );
  const forms = fc.tuple(broken, extras).map(([pairs, more]) => [...pairs, ...more]);
  return fc.oneof(
    { weight: 6, arbitrary: forms.map(encoded) },
    { weight: 2, arbitrary: forms.map(multipart) },
    { weight: 1, arbitrary: fc.constantFrom(...OTHER_TYPES).map((type) => otherType(good, type)) },
    { weight: 1, arbitrary: rawBody() },
  );
}

/** A body that is right, with stray fields before and after the ones that count. */
export function strayBody(names: string[]): fc.Arbitrary<(good: Fields) => FuzzedBody> {
  const writers = fc.constantFrom(encoded, multipart);
  return fc.tuple(strayFields(names), strayFields(names), writers).map(
    ([before, after, write]) => (good) => write([...before, ...Object.entries(good), ...after]),
  );
}

/** Anything at all as a body, for forms without fields. */
export function anyBody(): fc.Arbitrary<FuzzedBody> {
  const pairs = fc.array(fc.tuple(junk, junk).map(short), { maxLength: 4 });
  return fc.oneof(pairs.map(encoded), pairs.map(multipart), rawBody());
}

type Pair = [name: string, value: string | File];

function strayFields(names: string[]): fc.Arbitrary<[name: string, value: string][]> {
  return fc.array(fc.tuple(junk, junk), { maxLength: 3 })
    .map((pairs) => pairs.filter(([name]) => !names.includes(name.trim())).map(short));
}

function ways(good: Fields, name: string, wrong: fc.Arbitrary<string>): fc.Arbitrary<Pair[]> {
  const others = Object.entries(good).filter(([other]) => other !== name);
  const right: Pair = [name, good[name]];
  return fc.oneof(
    wrong.map((value): Pair[] => [...others, [name, value]]),
    wrong.map((value): Pair[] => [right, ...others, [name, value]]),
    fc.constant<Pair[]>(others),
    fc.constant<Pair[]>([...others, [`${name}[]`, good[name]], [`${name}[]`, good[name]]]),
    fc.constant<Pair[]>([...others, [`${name}.0`, good[name]], [`${name}[0]`, good[name]]]),
    junk.map((text): Pair[] => [...others, [name, new File([text], "a.txt")]]),
  );
}

function short([name, value]: [string, string]): [string, string] {
  return [name.slice(0, 200), value.slice(0, 2000)];
}

function encoded(pairs: Pair[]): FuzzedBody {
  const texts = pairs.map(([name, value]) => [name, typeof value === "string" ? value : ""]);
  const withoutFiles = texts.filter((_, i) => typeof pairs[i][1] === "string");
  return { body: new URLSearchParams(withoutFiles).toString(), type: FORM_TYPE };
}

function multipart(pairs: Pair[]): FuzzedBody {
  const form = new FormData();
  for (const [name, value] of pairs) form.append(name, value);
  return { body: form };
}

function otherType(good: Fields, type: string): FuzzedBody {
  const body = type.includes("json") ? JSON.stringify(good) : new URLSearchParams(good).toString();
  return { body, type };
}

/** Bytes, and percent signs that encode nothing. */
function rawBody(): fc.Arbitrary<FuzzedBody> {
  const types = fc.constantFrom(
    FORM_TYPE,
    "multipart/form-data",
    "multipart/form-data; boundary=b",
  );
  const percents = fc.constantFrom(
    "%",
    "%=%&%",
    "email=%E0%A4%A",
    "=",
    "&&&",
    "a=%u0000",
    "%ff=%fe",
  );
  const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => new Uint8Array(array));
  const cut = fc.constantFrom(
    "--b",
    "--b\r\n\r\n--b--",
    "--b\r\nContent-Disposition: form-data; na",
  );
  return fc.record({ body: fc.oneof<fc.Arbitrary<BodyInit>[]>(percents, bytes, cut), type: types });
}

/** A query string, with percent signs at its end that encode nothing if so wished. */
export function query(pairs: [name: string, value: string][], breakPercents: boolean): string {
  const text = new URLSearchParams(pairs).toString();
  return breakPercents ? `${text}&%E0%A4%A=%zz&%&=%` : text;
}
