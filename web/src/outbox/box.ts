/**
 * What waits to be sent, on this device: one entry per text, by its key `once`. Kept in IndexedDB, which the tabs of a site share
 * and which is still there tomorrow. Where there is none, `open` fails and the text stays in its form.
 */

export interface Waiting {
  /** Sent with every attempt: the server answers a repeated one as the first. */
  once: string;
  /** Whose it is. Sent along: the server takes it only while this member is signed in, whatever an old tab thinks. */
  member: string;
  /** Where the form would have gone. */
  action: string;
  fields: [string, string][];
  /** The page on which it was written. */
  page: string;
  at: number;
  /** Why the server did not take it; then it waits for its writer. */
  refused?: string;
}

const name = "fourleaf";
const store = "outbox";

export async function put(entry: Waiting): Promise<void> {
  await within("readwrite", (entries) => entries.put(entry));
}

export async function take(once: string): Promise<void> {
  await within("readwrite", (entries) => entries.delete(once));
}

/** The entries of a member, the oldest first. */
export async function all(member: string): Promise<Waiting[]> {
  const entries = await within<Waiting[]>("readonly", (kept) => kept.getAll() as IDBRequest<Waiting[]>);
  return entries.filter((entry) => entry.member === member).sort((a, b) => a.at - b.at);
}

async function within<T>(mode: IDBTransactionMode, work: (entries: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(store, mode);
      const request = work(transaction.objectStore(store));
      // Only what was committed is kept; a request that succeeded may still be undone.
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(new Error("the device did not keep it", { cause: transaction.error }));
    });
  } finally {
    database.close();
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => void request.result.createObjectStore(store, { keyPath: "once" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error("no storage on this device", { cause: request.error }));
  });
}
