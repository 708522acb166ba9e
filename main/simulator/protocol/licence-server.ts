// The licence server behind its doors: an envelope in, an envelope out. Order of work: version, form, who it is, whether that can be
// believed, what is decided about it; then stored, then answered.

import type { Fault } from '../../../shared/model/simulator-fault.ts';
import type { Signer } from '../authority/authority.ts';
import { requestedKey } from '../authority/certificate-signing-request.ts';
import type { SigningCertificates } from '../authority/signing-certificates.ts';
import { putInstance } from '../book/book.ts';
import type { Answer } from '../book/poll.ts';
import { shiftTokens, type TokenTexts } from '../book/token.ts';
import type { FaultBoard, Struck } from '../faults/fault-board.ts';
import { answerInstead, needsNoAnswer } from '../faults/spoilt-answer.ts';
import { refused, versionTooHigh } from './answers.ts';
import { distrust, identify, type Means, type Sender } from './checks.ts';
import type { Mailbox } from './mailbox.ts';
import { type Message, readMessage, versionIsTooHigh } from './message-form.ts';
import { operationOf } from './operation-of.ts';
import { decide, type Office } from './operations.ts';
import type { Polls } from './polls.ts';
import { fieldsOf, type Received, readBody, readEnvelope, senderOf, textOf } from './received.ts';
import type { Sealer } from './seal.ts';

export type Parts = {
  office: Office;
  means: Means;
  tokens: TokenTexts;
  signers: SigningCertificates;
  sealer: Sealer;
  faults: FaultBoard;
  polls: Polls;
  mailbox: Mailbox;
  /** Resolves when what was changed so far is kept. */
  durable: () => Promise<void>;
};

/** What came of a request. `envelope`: null where the fault leaves nothing to say. */
export type Outcome = {
  received: Received;
  envelope: string | null;
  answer: Answer | null;
  fault: Fault | null;
  /** Epoch ms of the server's clock. */
  at: number;
};

type Judged = { answer: Answer; at: number };

export class LicenceServer {
  constructor(private readonly parts: Parts) {}

  /** Throws Unreadable for what is no JSON; rejects where the state cannot be kept. */
  async answer(text: string): Promise<Outcome> {
    const { faults, mailbox, signers, sealer, durable, means } = this.parts;
    const received = readEnvelope(text);
    const body = versionIsTooHigh(received.header.version) ? null : readBody(received);
    const { serial, requestType } = senderOf(received);
    const struck = faults.strike(serial, requestType);
    const fault = struck?.fault ?? null;
    const takesEffect = fault === null || fault.fault === 'poll' || fault.takesEffect === true;
    if (fault !== null && !takesEffect && needsNoAnswer(fault)) {
      return { received, envelope: null, answer: null, fault, at: means.clock.time() };
    }
    const instead = fault === null ? null : answerInstead(fault);
    const seal = await mailbox.run(async () => {
      const judged: Judged =
        instead !== null && !takesEffect
          ? { answer: instead, at: means.clock.time() }
          : await this.#judge(received, body, takesEffect, struck);
      const answer = instead ?? judged.answer;
      const registration = isAboutRegistration(received, body);
      const named = registration ? '' : textOf(received.header.signing_cert_serial_number);
      const signer = await signers.named(named, judged.at);
      const brought = await this.#brought(answer, registration ? signer : null, judged.at);
      return { received, answer, signer, brought, at: judged.at, fault };
    });
    await durable();
    const envelope = fault !== null && needsNoAnswer(fault) ? null : await sealer.seal(seal);
    return { received, envelope, answer: seal.answer, fault, at: seal.at };
  }

  /** Whose certificate comes along with this answer. */
  async #brought(answer: Answer, registrationSigner: Signer | null, at: number): Promise<Signer | null> {
    if (registrationSigner !== null) return registrationSigner;
    return answer.brings === null ? null : this.parts.signers.named(answer.brings, at);
  }

  async #judge(
    received: Received,
    body: Record<string, unknown> | null,
    takesEffect: boolean,
    struck: Struck | null,
  ): Promise<Judged> {
    const { office, means } = this.parts;
    const now = means.clock.time();
    const no = (answer: Answer): Judged => ({ answer, at: now });
    if (versionIsTooHigh(received.header.version)) return no(versionTooHigh());
    const message = readMessage(received, body);
    if (typeof message === 'string') return no(refused('OTHER', message));
    const csr = message.type === 'REGISTRATION' || message.type === 'ID_CERT_RENEW' ? message.body.csr : null;
    const csrKey = csr === null ? null : await requestedKey(csr, message.header.sudi.udi_serial_number);
    if (csr !== null && csrKey === null) return no(refused('OTHER', 'request_data: csr is not as the protocol wants it'));
    const sender = identify(message, csrKey, office.book);
    if ('status' in sender) return no(sender);
    const distrusted = distrust(message, received.signedText, sender, means);
    if (distrusted !== null) return no(distrusted);
    const at = means.clock.timeFor(message.header.timestamp);
    if (takesEffect) this.#believe(message, sender, at);
    const answer = await this.#work(message, csrKey, sender, at, takesEffect, struck);
    return { answer, at };
  }

  /** The nonce is used, the clock has moved, and a renewed identity that is used takes the place of the former. */
  #believe({ header }: Message, { registered }: Sender, at: number): void {
    const { means, office } = this.parts;
    means.nonces.add(header.nonce);
    const wrongBy = means.clock.see(header.timestamp);
    if (wrongBy !== 0) shiftTokens(office.book, wrongBy);
    if (registered === null) return;
    const { instance, identity } = registered;
    const renewed = instance.nextIdentity === identity;
    putInstance(office.book, {
      ...instance,
      lastContactAt: at,
      contacts: instance.contacts + 1,
      ...(renewed ? { identity, nextIdentity: null, registration: null } : {}),
    });
  }

  async #work(
    message: Message,
    csrKey: string | null,
    sender: Sender,
    at: number,
    takesEffect: boolean,
    struck: Struck | null,
  ): Promise<Answer> {
    const { office, polls, tokens } = this.parts;
    if (message.type === 'POLL') return polls.answer(sender.poll, at, takesEffect);
    const udi = { productId: message.header.sudi.udi_pid, serial: message.header.sudi.udi_serial_number };
    const operation = operationOf(message, csrKey, tokens);
    if (struck?.fault.fault === 'poll') return polls.begin(udi, operation, struck, at);
    const decision = await decide(operation, udi, office, at);
    if (takesEffect) decision.commit();
    return decision.answer;
  }
}

const isAboutRegistration = (received: Received, body: Record<string, unknown> | null): boolean => {
  const { requestType } = senderOf(received);
  return requestType === 'REGISTRATION' || (requestType === 'POLL' && fieldsOf(body).action === 'REGISTRATION');
};
