// Wrong usage: what was typed cannot be carried out as it stands. Nothing has been changed, and the exit code is 2.

export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

export const usage = (message: string): UsageError => new UsageError(message);
