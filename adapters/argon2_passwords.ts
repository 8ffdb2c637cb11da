import { hash, verify } from "@node-rs/argon2";
import type { Passwords } from "@/domain/accounts/passwords.ts";

/** OWASP's minimum for argon2id (Password Storage Cheat Sheet): 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Argon2id on the native thread pool: the event loop stays free. */
export function openPasswords(): Passwords {
  let common: Promise<Set<string>> | undefined;
  let decoy: Promise<string> | undefined;
  return {
    hash: (password) => hash(password, COST),
    verify: async (stored, password) => {
      decoy ??= hash("nobody's password", COST);
      const matches = await verify(stored ?? await decoy, password);
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
