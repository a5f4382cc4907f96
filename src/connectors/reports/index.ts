import { AppError } from '../../shared/app-error.ts';

/** Not readable yet. */
export function readReport(): never {
  throw new AppError('report_unknown');
}
