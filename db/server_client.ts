import {
  type Client,
  createClient,
  type Transaction,
  type TransactionMode,
} from "@libsql/client/web";

/** sqld answers 429 above 128 requests at once, and every transaction that waits for its turn is one of them. */
const OPEN_TRANSACTIONS = 16;
/** Longer than any turn that a writer waits for; a server that forgets a request would otherwise be waited for for ever. */
const TIMEOUT_MS = 60_000;

/**
 * A client for a libSQL server whose transactions are all or nothing. sqld lets writers wait their turn, but
 * rolls back a transaction that kept others waiting for 5 s: its next statement fails, and the ones after
 * that would each commit by themselves. So here a transaction with a failed statement accepts no more.
 */
export function openServerClient(
  url: string,
  authToken?: string,
  { timeoutMs = TIMEOUT_MS } = {},
): Client {
  const client = createClient({
    url,
    authToken,
    fetch: (request: Request) => fetch(request, { signal: AbortSignal.timeout(timeoutMs) }),
  });
  const takeSeat = openSeats(OPEN_TRANSACTIONS);

  async function transaction(mode: TransactionMode = "write"): Promise<Transaction> {
    const leave = await takeSeat();
    try {
      return allOrNothing(await client.transaction(mode), leave);
    } catch (error) {
      leave();
      throw error;
    }
  }

  return withMethods(client, { transaction });
}

function allOrNothing(transaction: Transaction, leave: () => void): Transaction {
  let broken: unknown;

  async function attempt<T>(act: () => Promise<T>): Promise<T> {
    if (broken) throw broken;
    try {
      return await act();
    } catch (error) {
      if (!isConstraint(error)) broken = error;
      throw error;
    }
  }

  return withMethods(transaction, {
    execute: (statement) => attempt(() => transaction.execute(statement)),
    batch: (statements) => attempt(() => transaction.batch(statements)),
    executeMultiple: (statements) => attempt(() => transaction.executeMultiple(statements)),
    commit: () => attempt(() => transaction.commit()).finally(leave),
    // A server that cannot be told to roll back does so by itself: the error that led here is the one to tell.
    rollback: () => transaction.rollback().catch(() => {}).finally(leave),
    close() {
      transaction.close();
      leave();
    },
  });
}

/** The statement did nothing and the transaction stands: a caller may know what to do. */
function isConstraint(error: unknown): boolean {
  return error instanceof Error && "code" in error &&
    String(error.code).startsWith("SQLITE_CONSTRAINT");
}

function withMethods<T extends object>(target: T, methods: Partial<T>): T {
  return new Proxy(target, {
    get(_, key) {
      if (Object.hasOwn(methods, key)) return Reflect.get(methods, key);
      const value = Reflect.get(target, key, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

/** Resolves when a seat is free, first come, first served, with the function that gives it back. */
function openSeats(seats: number): () => Promise<() => void> {
  const waiting: (() => void)[] = [];
  let free = seats;

  function giveBack(): void {
    const next = waiting.shift();
    if (next) next();
    else free++;
  }

  return async () => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    let seated = true;
    return () => {
      if (seated) giveBack();
      seated = false;
    };
  };
}
