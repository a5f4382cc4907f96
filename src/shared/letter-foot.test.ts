import { expect, it } from 'vitest';
import { withoutFoot } from './letter-foot.ts';

it('takes off what only a letter with its PDF says, and nothing else', () => {
  expect(withoutFoot('Request\n\nPlease unblock.\n\n--\n\nThe attached PDF carries the same text.\nSHA-256: aa\n')).toBe('Request\n\nPlease unblock.');
  expect(withoutFoot('A line\n\n--\n\nof the text\n\n--\n\nfoot\n')).toBe('A line\n\n--\n\nof the text');
  expect(withoutFoot('No foot')).toBe('No foot');
});
