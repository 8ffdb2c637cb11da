import type { Messages } from "../mod.ts";
import { plural } from "../plural.ts";

export const strava: Messages["strava"] = {
  title: "Strava",
  consent: {
    title: "Connecter Strava",
    lead: "Avant que Strava vous demande votre accord, voici ce que vous accepteriez.",
    items: [
      {
        title: "Ce qui est lu",
        text:
          "Vos activités, y compris les privées : nom, sport, temps, distance, altitude, fréquence cardiaque, tracé et équipement, et pour chaque sortie ses tours, ses kilomètres, ses meilleurs temps et les mesures de ses capteurs. Ainsi que votre numéro d’athlète et votre nom. Runnerly n’écrit jamais rien sur Strava.",
      },
      {
        title: "Pourquoi",
        text:
          "Pour vous montrer vos sorties, vos semaines et votre année. Personne d’autre n’en voit quoi que ce soit.",
      },
      {
        title: "Combien de temps",
        text:
          "Jusqu’à ce que vous déconnectiez Strava ou supprimiez votre compte ; tout est alors supprimé aussitôt. D’ici là, tout est relu chaque jour. Ce que Strava n’a pas confirmé depuis une semaine, ou le délai choisi par l’administrateur, est supprimé aussi, et revient dès que la lecture est possible.",
      },
      {
        title: "Comment vous raviser",
        text:
          "Déconnectez Strava ici à tout moment, ou retirez Runnerly sur Strava, sous Paramètres, Mes applications.",
      },
    ],
    next:
      "Vous allez sur Strava, vous y donnez votre accord et vous revenez ici. L’import se fait ensuite tout seul.",
    buttonLabel: "Aller sur Strava pour connecter votre compte",
  },
  connected: (name) => `Compte connecté : ${name}`,
  since: (date) => `Depuis le ${date}`,
  scopesLimited:
    "Vous n’avez pas autorisé les activités privées : les sorties visibles par « Vous uniquement » manquent donc, et les tracés sont coupés près des lieux masqués. Reconnectez Strava et cochez toutes les cases pour les voir.",
  reconnect: {
    title: "Il faut reconnecter Strava",
    text:
      "Strava n’accepte plus l’accès de Runnerly : vous l’avez peut-être retiré, ou un renouvellement s’est perdu. Vos sorties sont toujours là ; les nouvelles n’arriveront pas avant que vous ayez reconnecté Strava.",
  },
  connectAgain: "Reconnecter Strava",
  importTitle: "Import",
  states: {
    waiting: "L’import va commencer.",
    running: "Import en cours. Vous pouvez quitter cette page ; il continue tout seul.",
    interrupted: (minutes) =>
      `L’import a été interrompu. Il reprend tout seul d’ici ${
        plural("fr", minutes, { one: "minute", other: "minutes" })
      }.`,
    quota: (time) =>
      `Strava autorise un nombre limité de requêtes, et elles sont épuisées. Reprise automatique de l’import : ${time}.`,
    inactive: (time) =>
      `Strava a suspendu Runnerly dans son ensemble. Rien de ce qui est à vous n’est perdu ; prochain essai de l’import : ${time}.`,
    done: "Toutes les activités listées par Strava ont été lues.",
    doneWithout: (n) =>
      `La liste de Strava a été lue jusqu’au bout, sauf ${
        plural("fr", n, { one: "activité illisible", other: "activités illisibles" })
      }.`,
    reconnect: "L’import s’est arrêté parce que Strava n’accepte plus l’accès de Runnerly.",
    strava_unavailable:
      "L’import s’est arrêté : Strava n’a pas répondu correctement pendant plus d’une heure.",
  },
  noScript: "Sans JavaScript, cette page n’avance pas d’elle-même.",
  refresh: "Voir où en est l’import",
  lost: "Runnerly est injoignable pour le moment. Cette page réessaie d’elle-même.",
  retry: "Réessayer",
  importAgain: "Tout relire",
  activities: { one: "activité lue", other: "activités lues" },
  backTo: "Remonte jusqu’au",
  quotaLeft: "Requêtes Strava restantes",
  quotaValue: (short, daily) => `${short} ce quart d’heure, ${daily} aujourd’hui`,
  receipt: {
    title: "Bilan",
    lead: (date) => `Terminé le ${date}.`,
    sum: "Lues sur Strava",
    added: "Nouvelles",
    updated: "Modifiées",
    unchanged: "Inchangées",
    filtered: "Pas les vôtres, écartées",
    failed: "Illisibles",
    failures: "Activités qui n’ont pas pu être lues",
    kept: (all, runs) => `Sorties parmi les ${all} activités conservées ici : ${runs}.`,
    seeAll: "Voir toutes les activités",
  },
  disconnect: {
    title: "Déconnecter Strava",
    text:
      "Révoque l’accès de Runnerly sur Strava et supprime les jetons d’accès ainsi que tout ce qui venait de Strava.",
    ask: "Déconnecter…",
    sure: (activities) =>
      `${activities} activités disparaissent d’ici. Sur Strava, rien ne change.`,
    submit: "Déconnecter et supprimer",
    keep: "Rester connecté",
    doneTitle: "Strava est déconnecté",
    done: (runs, others) =>
      `${runs} activités venues de Strava sont supprimées, avec tout ce qui les accompagnait : détails, clés d’accès et notes de l’import, ${others} éléments en tout. Le certificat en donne la liste.`,
    revoked: "L’accès de Runnerly sur Strava est révoqué.",
    notRevoked:
      "Strava n’a pas pu être prévenu. Pour y retirer l’accès de Runnerly, ouvrez Paramètres, Mes applications sur Strava.",
    home: "Vers l’accueil",
  },
};
