/** Structured log of the core. Values must carry no secret and no address of a recipient. */
export interface Logger {
  info(event: string, values?: Readonly<Record<string, string | number | boolean>>): void;
  warn(event: string, values?: Readonly<Record<string, string | number | boolean>>): void;
  /** `cause` is logged with its stack; it never reaches the renderer. */
  error(event: string, cause: unknown, values?: Readonly<Record<string, string | number | boolean>>): void;
}
