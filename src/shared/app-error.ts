/** Values a sentence about an error may need. JSON-safe, never a secret. */
export type ErrorParams = Readonly<Record<string, string | number>>;

/**
 * An expected failure: `code` is one of the closed list in `contract/errors.ts`, the renderer words it.
 * Anything else that is thrown is a defect and reaches the outside as `internal`.
 */
export class AppError extends Error {
  readonly code: string;
  readonly params: ErrorParams;

  constructor(code: string, params: ErrorParams = {}, cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause });
    this.name = 'AppError';
    this.code = code;
    this.params = params;
  }
}
