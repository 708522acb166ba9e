// Puts an answer into its signed envelope: header echoed, signer's certificate brought along where the protocol wants it.

import type { Fault } from '../../../shared/model/simulator-fault.ts';
import { LOCALE, VERSION } from '../../services/transport/dialect.ts';
import { buildSudi, sealResponse } from '../../services/transport/message.ts';
import { signText } from '../../services/transport/signature.ts';
import type { Signer } from '../authority/authority.ts';
import type { SigningCertificates } from '../authority/signing-certificates.ts';
import type { Answer } from '../book/poll.ts';
import { spoilHeader, spoilMessage } from '../faults/spoilt-answer.ts';
import { fieldsOf, type Received, textOf } from './received.ts';

/** Somebody whose certificates lead to no root that anybody trusts. */
export type Stranger = () => Promise<{ signer: Signer; signers: SigningCertificates; issuing: string }>;

export type Seal = {
  received: Received;
  answer: Answer;
  /** Who signs. */
  signer: Signer;
  /** Whose certificate comes along; null: nobody's. */
  brought: Signer | null;
  /** Epoch ms of the server's clock. */
  at: number;
  fault: Fault | null;
};

export class Sealer {
  constructor(
    private readonly signers: SigningCertificates,
    private readonly issuingCertificate: string,
    private readonly stranger: Stranger,
  ) {}

  /** The envelope's JSON. */
  async seal({ received, answer, signer, brought, at, fault }: Seal): Promise<string> {
    const stranger = fault?.fault === 'unknown-signer' ? await this.stranger() : null;
    const by = stranger?.signer ?? signer;
    const chain = [stranger?.issuing ?? this.issuingCertificate];
    const shown = brought === null ? null : (stranger?.signer ?? brought);
    const data = shown === null ? answer.data : { ...answer.data, ...signerFields(shown, chain) };
    const response = JSON.stringify({
      header: spoilHeader(echo(received, at, by.serial), fault?.fault),
      status_code: answer.status,
      status_message: spoilMessage(answer.message, fault?.fault),
      retry_time_seconds: answer.retrySeconds,
      response_data: JSON.stringify(data),
    });
    const key = (stranger?.signers ?? this.signers).keyOf(by);
    const signature = signText(fault?.fault === 'bad-signature' ? `${response} ` : response, key);
    return sealResponse(response, signature, by.serial);
  }
}

const signerFields = (signer: Signer, subCaCertificates: string[]) => ({
  signing_cert: signer.certificate,
  signing_cert_serial_number: signer.serial,
  sub_ca_certs: subCaCertificates,
});

function echo({ header }: Received, at: number, signerSerial: string) {
  return {
    version: VERSION,
    locale: LOCALE,
    sudi: header.sudi === undefined ? buildSudi({ productId: '', serial: '' }) : fieldsOf(header.sudi),
    timestamp: at,
    nonce: textOf(header.nonce),
    request_type: textOf(header.request_type),
    agent_actions: null,
    connect_info: null,
    product_instance_identifier: textOf(header.product_instance_identifier),
    id_cert_serial_number: textOf(header.id_cert_serial_number),
    signing_cert_serial_number: signerSerial,
  };
}
