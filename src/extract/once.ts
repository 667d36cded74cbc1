/** What is made once per key and then shared; a failure is shared too, and heard of by whoever awaits it. */
export function oncePerKey<Key, Value>(make: (key: Key) => Promise<Value>): (key: Key) => Promise<Value> {
  const made = new Map<Key, Promise<Value>>();
  return (key) => {
    const existing = made.get(key);
    if (existing !== undefined) return existing;
    const created = make(key);
    created.catch(() => undefined);
    made.set(key, created);
    return created;
  };
}

/** The same without a key. */
export function onlyOnce<Value>(make: () => Promise<Value>): () => Promise<Value> {
  const shared = oncePerKey(make);
  return () => shared(undefined);
}
