// Faults in the message itself: what the answer says, and by whom it is signed.

import type { FaultName } from '../../../shared/model/fault-names.ts';
import type { Fault } from '../../../shared/model/simulator-fault.ts';
import { MAX_BODY_BYTES, type RequestType } from '../../services/transport/dialect.ts';
import type { Answer } from '../book/poll.ts';
import { refused, versionTooHigh } from '../protocol/answers.ts';

/** Faults that put another answer in the place of the true one. */
export function answerInstead(fault: Fault): Answer | null {
  switch (fault.fault) {
    case 'version-too-high':
      return versionTooHigh();
    case 'clock-skew':
      return refused('CLOCK_SKEW', 'The time of the request is over an hour off this server’s time');
    case 'server-busy':
      return refused('SERVER_BUSY', 'The server is busy', fault.retryAfterSeconds ?? 0);
    default:
      return null;
  }
}

/** The fault leaves nothing to say: no answer has to be worked out for it. */
const WITHOUT_ANSWER: readonly FaultName[] = [
  'no-answer',
  'reset',
  'http-500',
  'http-502',
  'http-503',
  'redirect',
  'not-json',
  'not-xml',
  'soap-fault',
];
export const needsNoAnswer = ({ fault }: Fault): boolean => WITHOUT_ANSWER.includes(fault);

type HeaderFields = { nonce: string; request_type: string; product_instance_identifier: string };

export function spoilHeader<H extends HeaderFields>(header: H, fault: FaultName | undefined): H {
  if (fault === 'wrong-nonce') return { ...header, nonce: header.nonce === '1' ? '2' : '1' };
  if (fault === 'wrong-instance') return { ...header, product_instance_identifier: 'another-product-instance' };
  if (fault === 'wrong-type') return { ...header, request_type: otherType(header.request_type) };
  return header;
}

const otherType = (type: string): RequestType => (type === 'AUTHORIZATION' ? 'DEREGISTRATION' : 'AUTHORIZATION');

/** `oversized`: a true answer with a message that nobody wants to read. */
export const spoilMessage = (message: string, fault: FaultName | undefined): string =>
  fault === 'oversized' ? `${message} ${'.'.repeat(MAX_BODY_BYTES + 1024)}` : message;
