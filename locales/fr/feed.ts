import type { Messages } from "../mod.ts";

export const feed: Messages["feed"] = {
  title: "Votre plan dans votre agenda",
  lead:
    "Votre agenda s’abonne à une adresse. Il montre vos sorties prévues et vos courses, chacune à son jour, et suit quand vous changez quelque chose.",
  card: "Agenda",
  cardText: "Sorties prévues et courses dans votre propre agenda, toujours comme elles sont ici.",
  cardLink: "S’abonner dans un agenda",
  make: "Créer l’adresse",
  again: "Créer une nouvelle adresse",
  againText: "Dès lors, celle que vous avez ne mène plus nulle part.",
  whoReads:
    "Quiconque possède l’adresse lit cet agenda, avec vos notes et vos objectifs : l’entreprise derrière le logiciel d’agenda aussi. Elle n’ouvre rien d’autre de votre compte.",
  withDone: "Aussi ce que j’ai couru",
  newTitle: "Copiez votre adresse maintenant",
  newText:
    "Elle n’est montrée qu’une fois et n’est gardée nulle part. Donnez-la à votre agenda là où il propose « S’abonner » ou « À partir d’une adresse ».",
  open: "Ouvrir dans un agenda",
  openText:
    "Les agendas regardent quand ils veulent : certains chaque heure, d’autres une fois par jour.",
  address: "Votre adresse",
  since: "Créée le",
  lastRead: "Dernière lecture",
  never: "Pas encore",
  tells: "Elle montre",
  tellsPlan: "Sorties prévues et courses",
  tellsDone: "Sorties prévues, courses et ce que vous avez couru",
  remove: "Reprendre l’adresse",
  removeText:
    "Les agendas qui l’ont ne reçoivent alors plus rien, et vous pouvez en créer une autre.",
  removed: "L’adresse est reprise. Elle ne mène plus nulle part.",
  madeBefore:
    "L’adresse est déjà créée, et n’est montrée qu’une fois. Si vous ne l’avez pas, créez-en une nouvelle.",
  planned: (what) => `Prévu : ${what}`,
};
