import type { Messages } from "../mod.ts";
import { plural } from "../plural.ts";

export const sync: Messages["sync"] = {
  facts: {
    title: "Où en sont les choses",
    since: "Compte connecté depuis le",
    scopes: "Vous avez autorisé",
    lastEvent: "Dernier changement annoncé par Strava",
    recent: "30 derniers jours, lus en entier",
    sweep: "Historique complet, lu en entier",
    oldest: "Données les plus anciennes, lues le",
    renewBy: "À relire avant le",
    quota: "Requêtes Strava restantes, pour tous",
  },
  scopes: {
    read: "votre profil public",
    "activity:read": "les activités que d’autres peuvent voir",
    "activity:read_all": "toutes les activités, y compris les privées",
  },
  never: "pas encore",
  next: (at) => `prochaine fois à partir de : ${at}`,
  notSubscribed:
    "Pour le moment, Strava n’annonce pas les changements à Runnerly. Ils sont trouvés quand même, en relisant votre liste toutes les quelques heures.",
  maxAge: (days) =>
    `Ce qui vient de Strava est gardé au plus ${days} jours sans être relu. Ce qui n’a pas pu l’être à temps est supprimé, et revient à la lecture suivante.`,
  noMaxAge: "Ce qui vient de Strava est gardé jusqu’à ce que vous le déconnectiez.",
  waiting: {
    title: "Ce qui attend",
    nothing: "Rien. Vous voyez ce que Strava avait lors de la dernière lecture.",
    reconnect: "Tout attend que vous reconnectiez Strava.",
    rate: (at) => `La limite de Strava est atteinte. Reprise des requêtes : ${at}.`,
    inactive: (at) =>
      `Strava a suspendu Runnerly dans son ensemble, et c’est à son exploitant de régler cela. Prochain essai, au plus tôt : ${at}.`,
    reading: (n) =>
      `La liste de Strava est en cours de lecture, jusqu’ici ${
        plural("fr", n, { one: "activité", other: "activités" })
      }.`,
    events: (n) =>
      `${
        plural("fr", n, {
          one: "changement annoncé par Strava n’a pas encore été lu",
          other: "changements annoncés par Strava n’ont pas encore été lus",
        })
      }.`,
    looks: (n, at) =>
      `${
        plural("fr", n, { one: "activité à relire", other: "activités à relire" })
      }, la première à partir de : ${at}.`,
    details: (n, at) =>
      `${
        plural("fr", n, { one: "détail restant", other: "détails restants" })
      }, fin prévue vers : ${at}.`,
    detailsBeyond: (n, days) =>
      `${
        plural("fr", n, { one: "détail restant", other: "détails restants" })
      }, soit plus que les limites de Strava ne permettent d’en garder : au bout de ${days} jours, chacun doit être relu. Les sorties les plus récentes ont les leurs. Pour une plus ancienne, demandez-les sur sa page.`,
    detailsNote:
      "Une sortie en a deux : ses tours et ses fractions, puis ses mesures. Les plus récentes d’abord.",
  },
  failed: {
    title: "Ce qui a échoué",
    nothing: "Rien du tout.",
    retry: "Réessayer",
    retried: "Un nouvel essai est en cours.",
    activities: "Activités qui n’ont pas pu être lues",
    details: "Sorties dont les tours et les mesures n’ont pas pu être lus",
    looks: "Changements qui n’ont pas pu être lus",
    activity: (id) => `Activité ${id}`,
    other: "Les détails de toutes les sorties",
  },
  reconnect: {
    kept: "Ce qui est là reste jusqu’à ce que vous déconnectiez Strava ou supprimiez votre compte.",
    expires: (first, last) =>
      `Sans connexion, rien ne peut être relu, et ce qui vient de Strava ne peut pas être gardé sans l’être. Suppression progressive à partir du ${first}, jusqu’au ${last} au plus tard. Tout revient quand vous reconnectez Strava.`,
  },
  purges: {
    title: "Preuve de suppression",
    lead: "Ce qui a été supprimé ici quand Strava a été déconnecté, table par table.",
    offer: "Télécharger l’attestation",
    when: "Supprimé le",
    why: "Raison",
    rows: "Lignes",
    causes: {
      disconnected: "vous avez déconnecté Strava",
      revoked: "vous avez retiré l’accès sur Strava",
    },
    unconnected: "Strava n’est pas connecté",
    unconnectedLead: "Rien de ce qui venait de Strava n’est ici.",
    revokedTitle: "Vous avez retiré l’accès de Runnerly sur Strava",
    revoked: (heard, done) =>
      `Strava nous l’a annoncé le ${heard}. Tout ce qui en venait a été supprimé ici le ${done}.`,
    statement: (rows, done) =>
      `Le ${done}, Runnerly a supprimé ${rows} lignes de ce compte : tout ce qui venait de Strava, et tout ce qui en était tiré ou en dépendait.`,
    told: "L’accès de Runnerly sur Strava a pris fin.",
    notTold: "Strava n’a pas pu être prévenu ; l’accès y figure peut-être encore.",
  },
};
