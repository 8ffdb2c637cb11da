import type { Messages } from "../mod.ts";
import { plural } from "../plural.ts";

export const webhooks: Messages["webhooks"] = {
  menu: "Webhooks sortants",
  menuText: "Où des programmes apprennent vos sorties, et ce qui a été envoyé",
  title: "Webhooks sortants",
  lead:
    "Des adresses prévenues quand une de vos sorties est ajoutée, modifiée ou retirée. Elles apprennent laquelle, et rien d’autre.",
  none: "Aucun webhook pour l’instant",
  noneText: "Une application que vous avez autorisée, ou un script à vous, en ajoute un par l’API.",
  address: "Adresse",
  application: "Application",
  ownScript: "Votre propre script",
  since: "Depuis",
  remove: "Retirer",
  removeNamed: (url) => `Retirer ${url}`,
  removed: "Ce webhook est retiré. Plus rien n’y est envoyé.",
  paused: (until, problem) => `En pause jusqu’au ${until}. ${problem}.`,
  deliveries: {
    title: "Ce qui a été envoyé",
    lead:
      "Les derniers messages, gardés 30 jours. Celui qui n’est pas reçu est envoyé dix fois en tout, en quatre heures environ ; une adresse qui échoue sans cesse est laissée en paix, une demi-heure au plus à la fois, et celle qui répond 410 est retirée de la liste.",
    none: "Rien n’a encore été envoyé.",
    when: "Quand",
    about: "Objet",
    events: {
      "run.created": (n) => plural("fr", n, { one: "ajoutée", other: "ajoutées" }),
      "run.updated": (n) => plural("fr", n, { one: "modifiée", other: "modifiées" }),
      "run.deleted": (n) => plural("fr", n, { one: "supprimée", other: "supprimées" }),
    },
    state: "État",
    attempts: "Essais",
    last: "Dernière réponse",
    replay: "Renvoyer",
    replayNamed: (when) => `Renvoyer le message du ${when}`,
    replayed: "Ce message est de nouveau en route.",
  },
  states: { waiting: "En attente", delivered: "Remis", failed: "Échoué" },
  problems: {
    address_refused: "L’adresse n’est pas sur le réseau public",
    host_unknown: "Hôte inconnu",
    unreachable: "Pas de connexion",
    timed_out: "Pas de réponse en 10 secondes",
    redirected: "Elle mène ailleurs, ce qui n’est pas suivi",
    answered: "La réponse n’était pas un succès",
    secret_lost: "Le secret de signature est perdu : ajoutez le webhook à nouveau",
    interrupted: "L’essai a été interrompu",
  },
};
