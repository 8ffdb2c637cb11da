import type { Messages } from "../mod.ts";

export const developers: Messages["developers"] = {
  title: "Pour les développeurs",
  lead: "Lisez et écrivez vos sorties depuis un script, ou créez quelque chose pour d’autres.",
  contents: "Sur cette page",
  start: {
    title: "Commencer",
    personal:
      "Pour un script à vous, créez un jeton d’accès personnel et envoyez-le avec chaque requête.",
    makeToken: "Créer un jeton d’accès personnel",
    apps:
      "Une application destinée à d’autres est enregistrée par l’exploitant. Elle envoie ensuite chacun vers une page de consentement, selon OAuth 2.0 avec code d’autorisation et PKCE. Les jetons d’accès vivent 15 minutes ; un jeton de renouvellement sert une fois et apporte le suivant.",
    services:
      "Les services de l’exploitant obtiennent des jetons pour eux-mêmes, par « client credentials ».",
    metadata: "Ce qu’une bibliothèque cliente doit savoir figure dans les métadonnées du serveur :",
    document: "Toute l’API, sous forme de document pour les machines :",
  },
  scopesTitle: "Portées",
  scopesLead: "Un jeton ouvre ce que disent ses portées, et rien d’autre.",
  scopes: {
    "runs:read": "Les sorties, leurs mesures et totaux, les importations, les webhooks",
    "runs:write": "Ajouter, modifier et retirer des sorties",
    "races:read": "Les courses, et les objectifs, résultats et notes du coureur",
    "races:write": "Ajouter et modifier des courses ; les choisir, avec objectifs et résultats",
    "plans:read": "Le plan que suit le coureur, et ce qui en a été couru",
    "plans:write":
      "Créer et quitter des plans ; déplacer, laisser de côté et annoter leurs sorties",
    "profile:read": "Le profil et la liste des jetons personnels",
    "profile:write": "Modifier le profil, révoquer des jetons personnels",
    "users:read": "Pour les services : les identifiants des coureurs et leurs sorties par mois",
    "runs:ingest": "Pour les services : enregistrer des sorties de tout coureur",
  },
  examplesTitle: "Énumérer toutes les sorties",
  examplesLead: "Les scripts parcourent toutes les pages et attendent quand on le leur demande.",
  curl: "La première page, dans un terminal",
  download: (name) => `Télécharger ${name}`,
  mannersTitle: "Comment elle se comporte",
  manners: [
    {
      name: "Unités",
      text:
        "Tout est en unités SI, avec l’unité dans le nom. Les instants suivent ISO 8601 en UTC ; dates et heures locales sont celles du lieu.",
    },
    {
      name: "Pages",
      text:
        "Les listes arrivent par pages. La suivante est à l’adresse de l’en-tête Link, ou s’obtient par le curseur next.",
    },
    {
      name: "Modifications",
      text:
        "Chaque réponse à GET porte un ETag. Renvoyez-le en If-None-Match pour recevoir 304 tant que rien n’a changé ; en If-Match avec une modification, vous recevez 412 si quelqu’un a été plus rapide.",
    },
    {
      name: "Deux fois",
      text:
        "Joignez une Idempotency-Key à un POST, et le renvoyer ne crée rien deux fois : pendant un jour, la réponse est la même.",
    },
    {
      name: "Limites",
      text:
        "L’en-tête RateLimit dit combien de requêtes restent dans cette minute. Au-delà vient 429, avec les secondes d’attente dans Retry-After.",
    },
    {
      name: "Compression",
      text:
        "Les réponses sont comprimées pour les clients qui l’acceptent. Les corps peuvent venir en gzip.",
    },
    {
      name: "Pages d’ailleurs",
      text:
        "Une page d’une autre origine peut appeler avec le jeton de son client, si ce client déclare l’origine.",
    },
    {
      name: "Webhooks",
      text:
        "Ajoutez une adresse par POST /webhooks : elle apprend quelles sorties ont été ajoutées, modifiées ou retirées. Les messages sont signés selon Standard Webhooks, arrivent au moins une fois et sont retentés pendant quelques heures ; ce qui a été envoyé figure sous Compte, Webhooks.",
    },
    {
      name: "Strava",
      text:
        "Ce qui vient de Strava n’est montré qu’au coureur concerné : par ses propres jetons, et à aucune application tierce. Les conditions de Strava l’exigent.",
    },
    {
      name: "Versions",
      text: "Sous /api/v1, des champs s’ajoutent ; aucun ne disparaît ni ne change de sens.",
    },
  ],
  referenceTitle: "Toutes les adresses",
  referenceLead:
    "Ouvrez-en une pour voir ce qu’elle prend et répond, et l’essayer avec un jeton à vous.",
  scope: "Exige",
  parameters: "Paramètres",
  body: "Corps",
  answer: "Répond",
  required: "obligatoire",
  optional: "peut manquer",
  tryIt: {
    title: "Essayer",
    token: "Jeton",
    body: "Corps",
    send: "Envoyer",
    sending: "Envoi …",
    failed: "Le serveur est injoignable. Vérifiez votre connexion et réessayez.",
    asCurl: "La même chose dans un terminal :",
    took: "et ce qui l’accompagne",
  },
  problemsTitle: "Quand elle refuse",
  problemsLead:
    "Chaque refus est un problème en JSON (RFC 9457) : un type, une phrase sur ce qu’il faut faire et le numéro de la requête. Les types :",
  problems: {
    "malformed": "Le JSON ou sa compression est illisible. Vérifiez l’écriture et l’encodage.",
    "token-missing": "Envoyez l’en-tête Authorization avec Bearer et un jeton.",
    "token-invalid": "Le jeton est inconnu, expiré ou révoqué. Obtenez-en un nouveau.",
    "scope-missing":
      "Le jeton est valable, mais pas pour cela. Le champ scope nomme ce qui manque.",
    "forbidden": "Ce type de jeton n’y a pas accès, quelles que soient ses autorisations.",
    "not-found": "Cela n’existe pas, ou appartient à quelqu’un d’autre.",
    "method-not-allowed":
      "L’adresse est juste, mais pas la méthode : Allow dit lesquelles existent.",
    "conflict": "L’état ne le permet pas. Relisez d’abord.",
    "changed": "Cela a changé depuis votre lecture. Relisez et décidez à nouveau.",
    "too-large": "Le corps dépasse ce qui est lu ici. Envoyez-le en plusieurs fois.",
    "unsupported-type": "Les corps sont en application/json, tels quels ou en gzip.",
    "invalid": "Le champ errors dit quelles valeurs sont fausses, et pourquoi.",
    "key-reused": "L’Idempotency-Key a servi à une autre requête. Choisissez-en une nouvelle.",
    "too-many": "Attendez les secondes indiquées dans Retry-After.",
    "internal": "Une panne de notre côté, qui a été notée. Donnez le requestId à l’exploitant.",
    "unavailable": "Il manque une réponse dont nous dépendons. Réessayez plus tard.",
  },
};
