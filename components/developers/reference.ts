/** The API's document as a page shows it. */
export interface Group {
  name: string;
  description: string;
  operations: Operation[];
}

export interface Operation {
  id: string;
  method: string;
  /** As in `/runs/{id}`. */
  path: string;
  summary: string;
  description?: string;
  scope: string;
  parameters: Parameter[];
  body?: Body;
  answers: { status: string; description: string; fields: Field[] }[];
}

interface Parameter extends Field {
  place: "path" | "query" | "header";
}

interface Body {
  fields: Field[];
  /** JSON that the API takes. */
  example: string;
}

export interface Field {
  name: string;
  /** In words, as in `number or null`. */
  type: string;
  description?: string;
  isRequired: boolean;
  example?: string;
  /** Of a parameter. */
  place?: string;
  fields: Field[];
}
