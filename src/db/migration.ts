/** One frozen step of the schema. Never edited after release; a constant it needs is copied in. */
export interface Migration {
  /** Rises by tens, so that a correction fits between. */
  readonly version: number;
  readonly name: string;
  readonly sql: readonly string[];
}
