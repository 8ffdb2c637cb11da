import type { Messages } from "../mod.ts";

export const admin: Messages["admin"] = {
  title: "Exploitation",
  lead: "Ce qui est dû, ce qui a été abandonné, et où l’on en est avec Strava.",
  menuText: "Tâches, e-mails, limites et événements de Strava",
  done: "C’est fait.",
  retry: "Réessayer",
  discard: "Écarter",
  problem: "Problème",
  kind: "Type",
  actions: "Que faire",
  jobs: {
    title: "Tâches",
    none: "Aucune tâche n’est due.",
    due: "À faire",
    waiting: "En attente",
    running: "En cours",
    buried: "Abandonnées",
  },
  buried: {
    title: "Tâches abandonnées",
    none: "Aucune.",
    whose: "À qui",
    attempts: "Essais",
    at: "Abandonnée le",
    nobody: "à personne",
  },
  mails: {
    title: "E-mails qui ne sont pas partis",
    none: "Aucun.",
    to: "À",
    at: "Dû depuis le",
    states: { failed: "échoué", uncertain: "peut-être arrivé" },
    askAgain: "Seul son destinataire peut le redemander.",
  },
  confirm: {
    job: "Écarter cette tâche ?",
    mail: "Écarter cet e-mail ?",
    jobText:
      "Elle n’est plus essayée et sa ligne est supprimée. La prochaine lecture de la liste de Strava rétablit ce qu’elle peut rétablir.",
    mailText: "Il n’est jamais envoyé et sa ligne est supprimée.",
    back: "Le garder",
  },
  events: {
    title: "Événements de Strava",
    subscription: "Abonnement",
    since: (id, date) => `${id}, depuis le ${date}`,
    none: (command) =>
      `Il n’y en a pas : les changements sont trouvés des heures plus tard. Lancez ${command}.`,
    last: "Dernier événement",
    unhandled: "Pas encore traités",
    oldest: (n, date) => `${n}, le plus ancien depuis le ${date}`,
    never: "jamais",
  },
  quota: {
    title: "Limites de Strava",
    short: "Ce quart d’heure",
    daily: "Aujourd’hui, UTC",
    value: (used, limit) => `${used} sur ${limit}`,
    unknown: "Rien n’a encore été demandé à Strava.",
    rate: (at) =>
      `Strava a refusé une requête à cause de leur nombre. Reprise de toutes les requêtes : ${at}. Il n’y a rien à faire. Si cela arrive souvent, demandez à Strava une limite plus haute.`,
    inactive: (at) =>
      `Strava a désactivé l’application. Prochain essai : ${at} ; personne n’est déconnecté. À faire : ouvrir les paramètres de Strava, « Mon application API », et vérifier que le propriétaire de l’application a un abonnement Strava payant et a accepté les conditions actuelles.`,
  },
  crons: {
    title: "Signes de vie",
    name: "Ce qui passe",
    every: "Toutes les",
    last: "Dernier passage",
    late: "en retard",
    never: "jamais",
    minutes: (n) => `${n} min`,
    names: {
      "drain the jobs": "Exécution des tâches à faire",
      "begin the readings that are due": "Début des lectures à faire",
      "owe the reports that are due": "Préparer les bilans à envoyer",
      "rotate the signing keys": "Renouvellement des clés qui signent les jetons",
      "sweep what has expired": "Suppression de ce qui a expiré",
    },
  },
  maxAge: {
    title: "Durée de conservation des données de Strava",
    now: (setting) => `Réglage actuel : ${setting}.`,
    sevenTitle: "7 jours, sauf réglage contraire",
    seven:
      "Ce que les règles d’API de Strava de juin 2026 permettraient (6.2) : rien ne reste plus de sept jours sans être relu. Renouveler un historique de N sorties coûte N/200 requêtes.",
    shorterTitle: "De 2 à 6 jours",
    shorter:
      "Comme sept jours, avec moins de temps pour relire quand Strava est en panne ou que ses limites sont atteintes.",
    longerTitle: "Plus de 7 jours",
    longer:
      "Plus que ce que 6.2 permettrait. Mettez-vous d’abord d’accord avec Strava : c’est vous qui en répondez, non vos coureurs.",
    zeroTitle: "0",
    zero:
      "Tout est gardé jusqu’à ce que le coureur déconnecte Strava ou supprime son compte. C’est un historique permanent, que 6.2 et 5.5 interdiraient. Les suppressions et les retraits sont suivis quand même.",
  },
};
