import { timingSafeEqual } from "node:crypto";
import { Buffer } from "node:buffer";
import { z } from "zod";
import type { Sealer } from "@/domain/tokens/sealing.ts";

/** What the bearer of a link may do, for whom, with what, and until when. */
const promise = z.object({
  /** What it is for: a link for one thing opens no other. */
  act: z.enum(["unsubscribe", "ill", "skip_week", "move_long"]),
  userId: z.string(),
  about: z.string(),
  /** An instant in ms; null for ever, as an unsubscription has no end. */
  until: z.number().nullable(),
});

export type LinkPromise = z.infer<typeof promise>;

/** A text for an address that says what it allows and cannot be changed; nothing of it is stored. */
export function signLink(sealer: Sealer, what: LinkPromise): string {
  const { act, userId, about, until } = what;
  const body = Buffer.from(JSON.stringify([act, userId, about, until])).toString("base64url");
  return `${body}.${sealer.derive(nameOf(body))[0]}`;
}

/** What a link allows; undefined for what we never signed. Whether it is over, the caller asks `isOver`. */
export function readLink(sealer: Sealer, text: string): LinkPromise | undefined {
  const [body, proof = "", ...rest] = text.split(".");
  const isOurs = rest.length === 0 &&
    sealer.derive(nameOf(body)).some((expected) => isSame(expected, proof));
  if (!isOurs) return undefined;
  const [act, userId, about, until] = JSON.parse(Buffer.from(body, "base64url").toString());
  return promise.safeParse({ act, userId, about, until }).data;
}

export function isOver({ until }: LinkPromise, now: number): boolean {
  return until !== null && now >= until;
}

function nameOf(body: string): string {
  return `mail-act:${body}`;
}

function isSame(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
