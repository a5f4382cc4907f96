import type { z } from 'zod';
import { AppError } from '../shared/app-error.ts';
import type { ERRORS, ErrorCode } from './errors.ts';

/** An expected failure to throw, with the values its sentence needs. */
export function fail<C extends ErrorCode>(code: C, params: z.infer<(typeof ERRORS)[C]>, cause?: unknown): AppError {
  return new AppError(code, withoutUndefined(params), cause);
}

function withoutUndefined(params: Readonly<Record<string, string | number | undefined>>): Record<string, string | number> {
  const kept: Record<string, string | number> = {};
  for (const [key, value] of Object.entries(params)) if (value !== undefined) kept[key] = value;
  return kept;
}
