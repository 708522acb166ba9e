// The one exception of every door. Apart from the schemas in errors.ts, so that whoever only throws or catches it (the command
// line, the socket's client) loads no schema library.
import type { AppError, ErrorCode } from './errors.ts';

/** Thrown inside main and carried over every door as `AppError`. */
export class AppFailure extends Error {
  constructor(readonly error: AppError) {
    super(error.message);
    this.name = 'AppFailure';
  }
}

export const refuse = (code: ErrorCode, message: string, more: Omit<AppError, 'code' | 'message'> = {}): AppFailure =>
  new AppFailure({ code, message, ...more });

/** The host of a data folder went away before it answered a call. */
export class HostGone extends AppFailure {
  /** `taken`: false where it is certain that the call was never looked at, so that it may be made again. */
  constructor(
    message: string,
    readonly taken: boolean,
  ) {
    super({ code: 'host-unavailable', message });
  }
}
