export const developers = {
  title: "For developers",
  lead: "Read and write your runs from a script, or build something for other runners.",
  contents: "On this page",
  start: {
    title: "Begin",
    personal:
      "For a script of your own, make a personal access token and send it with each request.",
    makeToken: "Make a personal access token",
    apps:
      "For an application that other runners use, the operator registers it. It then sends each runner to a page that asks for consent, by OAuth 2.0 with an authorization code and PKCE. Access tokens live 15 minutes; a refresh token works once and brings the next one.",
    services: "Services of the operator get tokens for themselves, by client credentials.",
    metadata: "What a client library needs to know stands in the server's metadata:",
    document: "The whole API, as a document for machines:",
  },
  scopesTitle: "Scopes",
  scopesLead: "A token opens what its scopes say, and nothing else.",
  scopes: {
    "runs:read": "Runs, their samples and sums, imports, webhooks",
    "runs:write": "Adding, changing and removing runs",
    "races:read": "Races, and the runner’s own goals, results and notes",
    "races:write": "Adding and changing races; entries with goals and results",
    "plans:read": "The plan that the runner follows, and what was run of it",
    "plans:write": "Making and leaving plans; moving, leaving out and noting their runs",
    "profile:read": "The profile and the list of personal tokens",
    "profile:write": "Changing the profile, revoking personal tokens",
    "users:read": "For services: the ids of runners, and their runs by month",
    "runs:ingest": "For services: storing runs of any runner",
  },
  examplesTitle: "Listing every run",
  examplesLead: "The scripts page through all of them, and wait when they are told to.",
  curl: "The first page, in a terminal",
  download: (name: string) => `Download ${name}`,
  mannersTitle: "How it behaves",
  manners: [
    {
      name: "Units",
      text:
        "Everything is in SI units, with the unit in the name. Instants are ISO 8601 in UTC; local dates and times are those of the place.",
    },
    {
      name: "Pages",
      text:
        "Lists come in pages. The next one is at the address in the Link header, or by the cursor in next.",
    },
    {
      name: "Changes",
      text:
        "Every answer to GET has an ETag. Send it back as If-None-Match and get 304 while nothing has changed; send it as If-Match with a change and get 412 if somebody else was faster.",
    },
    {
      name: "Twice",
      text:
        "Send an Idempotency-Key with a POST, and sending it again makes nothing twice: for a day it answers the same.",
    },
    {
      name: "Limits",
      text:
        "The RateLimit header says how many requests are left in this minute. Beyond that comes 429, with the seconds to wait in Retry-After.",
    },
    {
      name: "Compression",
      text: "Answers are compressed for clients that take it. Bodies may come as gzip.",
    },
    {
      name: "Pages of others",
      text:
        "A page of another origin may call with its client's token, if the client lists the origin.",
    },
    {
      name: "Webhooks",
      text:
        "Add an address by POST /webhooks, and it is told which runs were added, changed or removed. Messages are signed as Standard Webhooks has it, come at least once, and are tried for some hours; what was sent stands under Account, Webhooks.",
    },
    {
      name: "Strava",
      text:
        "What came from Strava is shown to the runner it belongs to: through their own tokens, and to no application of others. Strava's terms ask for that.",
    },
    {
      name: "Versions",
      text: "Under /api/v1 fields are added, and none goes or changes its meaning.",
    },
  ],
  referenceTitle: "Every address",
  referenceLead: "Open one to see what it takes and answers, and to try it with a token of yours.",
  scope: "Needs",
  parameters: "Parameters",
  body: "Body",
  answer: "Answers",
  required: "required",
  optional: "may be absent",
  tryIt: {
    title: "Try it",
    token: "Token",
    body: "Body",
    send: "Send",
    sending: "Sending …",
    failed: "The server could not be reached. Check your connection and try again.",
    asCurl: "The same in a terminal:",
    took: "and what came with it",
  },
  problemsTitle: "When it says no",
  problemsLead:
    "Every refusal is a problem in JSON (RFC 9457) with a type, a sentence on what to do and the number of the request. The types:",
  problems: {
    "malformed": "The JSON or its compression cannot be read. Check how it is written and encoded.",
    "token-missing": "Send the header Authorization with Bearer and a token.",
    "token-invalid": "The token is unknown, expired or revoked. Get a new one.",
    "scope-missing": "The token works, but not for this. The field scope names what it lacks.",
    "forbidden": "It is not open to this kind of token, whatever its scopes.",
    "not-found": "There is no such thing, or it is another runner's.",
    "method-not-allowed":
      "The address is right, and the method is not: Allow says which there are.",
    "conflict": "Something else came before. Read it again first.",
    "changed": "Somebody else was faster. Read it again and decide anew.",
    "too-large": "The body is larger than is read here. Send it in parts.",
    "unsupported-type": "Bodies are application/json, plain or as gzip.",
    "invalid": "The field errors says which values are wrong, and why.",
    "key-reused": "The Idempotency-Key was used for another request. Choose a new one.",
    "too-many": "Wait for the seconds in Retry-After.",
    "internal": "It was written down. Tell the operator the requestId.",
    "unavailable": "Something that is needed does not answer. Try again later.",
  },
};
