import { hash, verify } from "@node-rs/argon2";
import type { Passwords } from "@/domain/accounts/passwords.ts";

/** OWASP's minimum for argon2id (Password Storage Cheat Sheet): 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Of a password that nobody knows, at this cost: who has no account waits as long as who has one. */
const DECOY =
  "$argon2id$v=19$m=19456,t=2,p=1$aWXMS0fg6Rtvtqxaq56AFQ$phvIF15Ea+cILImT4lzMnxHSeITurThHehBGArPbqQk";

/** Argon2id on the native thread pool: the event loop stays free. */
export function openPasswords(): Passwords {
  let common: Promise<Set<string>> | undefined;
  return {
    hash: (password) => hash(password, COST),
    verify: async (stored, password) => {
      const matches = await verify(stored ?? DECOY, password);
      return matches && stored !== undefined;
    },
    isCommon: async (password) => {
      common ??= loadCommonPasswords();
      const lower = password.toLowerCase();
      const list = await common;
      const stem = lower.replace(/[\d\W_]+$/, "");
      return list.has(lower) || stem.length > 5 && list.has(stem) || isRepetition(lower);
    },
  };
}

async function loadCommonPasswords(): Promise<Set<string>> {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  return new Set(Object.values(dictionary).flat().filter((word) => typeof word === "string"));
}

/** `aaaaaaaaaa`, `1212121212`, `abcabcabcabc`, `0123456789`. */
function isRepetition(text: string): boolean {
  if (/^(.{1,4})\1+$/.test(text)) return true;
  const steps = new Set(
    [...text].slice(1).map((char, i) => char.charCodeAt(0) - text.charCodeAt(i)),
  );
  return steps.size === 1 && [1, -1].includes([...steps][0]);
}
