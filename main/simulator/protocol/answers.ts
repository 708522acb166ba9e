// The answers of the server's side, before they are put into an envelope.
import type { ErrorCode } from '../../services/transport/dialect.ts';
import type { Answer } from '../book/poll.ts';

export const accepted = (data: Record<string, unknown>, message: string, brings: string | null = null): Answer => ({
  status: 'OK',
  message,
  retrySeconds: 0,
  data,
  brings,
});

export const refused = (code: ErrorCode, message: string, retrySeconds = 0): Answer => ({
  status: 'FAILED',
  message,
  retrySeconds,
  data: { error_code: code },
  brings: null,
});

export const versionTooHigh = (): Answer => ({
  status: 'VERSION_TOO_HIGH',
  message: 'The version of the message is higher than this server knows',
  retrySeconds: 0,
  data: {},
  brings: null,
});

export const stillWorking = (pollId: string, retrySeconds: number): Answer => ({
  status: 'OK_POLL',
  message: 'The request is being worked on',
  retrySeconds,
  data: { poll_id: pollId },
  brings: null,
});
