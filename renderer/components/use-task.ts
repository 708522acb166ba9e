// One asynchronous action behind a button: whether it runs, and what it was refused with.
import { useCallback, useState } from 'react';
import { AppFailure } from '../../shared/app-failure.ts';
import type { AppError } from '../../shared/errors.ts';

export type Task<A extends unknown[], R> = {
  run: (...args: A) => Promise<{ value: R } | null>;
  running: boolean;
  error: AppError | null;
  clear: () => void;
};

/** `run` resolves with what was done, or null where it was refused; it never rejects. `action` is the same function each time. */
export function useTask<A extends unknown[], R>(action: (...args: A) => Promise<R>): Task<A, R> {
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const run = useCallback(
    async (...args: A) => {
      setRunning(true);
      setError(null);
      try {
        return { value: await action(...args) };
      } catch (thrown) {
        setError(
          thrown instanceof AppFailure
            ? thrown.error
            : { code: 'internal', message: 'Something went wrong in the program itself.' },
        );
        return null;
      } finally {
        setRunning(false);
      }
    },
    [action],
  );
  return { run, running, error, clear: useCallback(() => setError(null), []) };
}
