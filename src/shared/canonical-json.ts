/** A value that JSON can carry without loss. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** The one way of writing a value down before it is hashed: keys sorted by code unit, no spaces, absent keys left out. */
export function canonicalJson(value: Json): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: Json): Json {
  if (isList(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const keys = Object.keys(value).sort();
  // Entries are defined one by one, so that a key such as "__proto__" stays a key.
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key] ?? null)]).filter(([key]) => typeof key === 'string' && value[key] !== undefined));
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
