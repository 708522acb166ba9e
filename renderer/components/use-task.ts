// One asynchronous action behind a button: whether it runs, and what it was refused with.
import { useCallback, useState } from 'react';
import { AppFailure } from '../../shared/app-failure.ts';
import type { AppError } from '../../shared/errors.ts';

export type Task<A extends unknown[]> = {
  run: (...args: A) => Promise<boolean>;
  running: boolean;
  error: AppError | null;
  clear: () => void;
};

/** `run` resolves with whether it was done; it never rejects. */
export function useTask<A extends unknown[]>(action: (...args: A) => Promise<unknown>): Task<A> {
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const run = useCallback(
    async (...args: A) => {
      setRunning(true);
      setError(null);
      try {
        await action(...args);
        return true;
      } catch (thrown) {
        setError(
          thrown instanceof AppFailure
            ? thrown.error
            : { code: 'internal', message: 'Something went wrong in the program itself.' },
        );
        return false;
      } finally {
        setRunning(false);
      }
    },
    [action],
  );
  return { run, running, error, clear: useCallback(() => setError(null), []) };
}
