// A write that the database understood and did not do; nothing of it was kept.
import type { StoreRefusal } from '../../agent/ports.ts';

export class WriteRefused extends Error {
  constructor(
    readonly reason: StoreRefusal | 'unknown-instance',
    message: string,
  ) {
    super(message);
    this.name = 'WriteRefused';
  }
}
