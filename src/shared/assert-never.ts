/** Marks a branch that the types say cannot be reached; throws if data proved the types wrong. */
export function assertNever(value: never): never {
  throw new Error(`Unreachable value: ${JSON.stringify(value)}`);
}
