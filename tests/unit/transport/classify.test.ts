// Errors as Node, OpenSSL, the HTTP parser and axios really say them, each with the category that people are shown. Captured from
// running systems; what is not known stays unknown.
import { describe, expect, it } from 'vitest';
import { classify } from '../../../main/services/transport/classify.ts';
import { ExchangeFailure } from '../../../main/services/transport/exchange-failure.ts';

type Said = { code?: string; message: string; more?: Record<string, unknown> };
const thrown = ({ code, message, more }: Said): Error =>
  Object.assign(new Error(message), code === undefined ? {} : { code }, more);

const CORPUS: [string, string, string | undefined][] = [
  ['dns', 'getaddrinfo ENOTFOUND licences.example.net', 'ENOTFOUND'],
  ['dns', 'getaddrinfo EAI_AGAIN licences.example.net', 'EAI_AGAIN'],
  ['dns', 'getaddrinfo EAI_FAIL licences.example.net', 'EAI_FAIL'],
  ['dns', 'getaddrinfo EAI_NODATA licences.example.net', 'EAI_NODATA'],
  ['connection-refused', 'connect ECONNREFUSED 10.0.0.9:443', 'ECONNREFUSED'],
  ['connection-refused', 'connect EHOSTUNREACH 10.0.0.9:443', 'EHOSTUNREACH'],
  ['connection-refused', 'connect ENETUNREACH 2001:db8::1:443 - Local (:::0)', 'ENETUNREACH'],
  ['connection-refused', 'connect EADDRNOTAVAIL ::1:443 - Local (:::0)', 'EADDRNOTAVAIL'],
  ['connection-refused', 'connect EHOSTDOWN 10.0.0.9:443', 'EHOSTDOWN'],
  ['connection-refused', 'read ECONNRESET', 'ECONNRESET'],
  ['connection-refused', 'socket hang up', 'ECONNRESET'],
  ['connection-refused', 'write EPIPE', 'EPIPE'],
  ['connection-refused', 'read ECONNABORTED', 'ECONNABORTED'],
  ['connection-refused', 'Client network socket disconnected before secure TLS connection was established', 'ECONNRESET'],
  ['timeout', 'connect ETIMEDOUT 10.0.0.9:443', 'ETIMEDOUT'],
  ['timeout', 'read ETIMEDOUT', 'ETIMEDOUT'],
  ['tls-untrusted', 'self-signed certificate', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['tls-untrusted', 'self-signed certificate in certificate chain', 'SELF_SIGNED_CERT_IN_CHAIN'],
  ['tls-untrusted', 'self signed certificate in certificate chain', 'SELF_SIGNED_CERT_IN_CHAIN'],
  ['tls-untrusted', 'unable to get local issuer certificate', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
  ['tls-untrusted', 'unable to get issuer certificate', 'UNABLE_TO_GET_ISSUER_CERT'],
  ['tls-untrusted', 'unable to verify the first certificate', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ['tls-untrusted', 'certificate signature failure', 'CERT_SIGNATURE_FAILURE'],
  ['tls-untrusted', 'invalid CA certificate', 'INVALID_CA'],
  ['tls-untrusted', 'unsuitable certificate purpose', 'INVALID_PURPOSE'],
  ['tls-untrusted', 'certificate revoked', 'CERT_REVOKED'],
  ['tls-expired', 'certificate has expired', 'CERT_HAS_EXPIRED'],
  ['tls-expired', 'certificate is not yet valid', 'CERT_NOT_YET_VALID'],
  [
    'tls-name-mismatch',
    "Hostname/IP does not match certificate's altnames: Host: a. is not in the cert's altnames: DNS:b",
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ],
  ['unreadable-answer', 'Parse Error: Expected HTTP/', 'HPE_INVALID_CONSTANT'],
  ['unreadable-answer', 'Parse Error: Invalid header value char', 'HPE_INVALID_HEADER_TOKEN'],
  ['unreadable-answer', 'Parse Error: Header overflow', 'HPE_HEADER_OVERFLOW'],
  ['unreadable-answer', "Parse Error: Content-Length can't be present with Transfer-Encoding", 'HPE_UNEXPECTED_CONTENT_LENGTH'],
  ['answer-too-large', 'maxContentLength size of 1048576 exceeded', 'ERR_BAD_RESPONSE'],
  ['unknown', 'write EPROTO 80CB:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:ssl3_record.c:354:', 'EPROTO'],
  ['unknown', '80CB:error:0A00010B:SSL routines:ssl3_get_record:wrong version number', 'ERR_SSL_WRONG_VERSION_NUMBER'],
  ['unknown', 'ssl/tls alert handshake failure', 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE'],
  ['unknown', 'tlsv1 alert protocol version', 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'],
  ['unknown', 'tlsv13 alert certificate required', 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'],
  ['unknown', 'connect EACCES 10.0.0.9:443', 'EACCES'],
  ['unknown', 'connect EPERM 10.0.0.9:443', 'EPERM'],
  ['unknown', 'socket EMFILE', 'EMFILE'],
  ['unknown', 'Invalid URL', 'ERR_INVALID_URL'],
  ['unknown', 'The printer is out of paper: certificate has expired, timeout, refused', undefined],
  ['unknown', 'certificate', 'ERR_SOMETHING_NEW'],
];

describe('classify', () => {
  it.each(CORPUS)('%s: %s', (category, message, code) => {
    const facts = { host: 'a.example' };
    const failure = classify(thrown({ message, ...(code === undefined ? {} : { code }) }), facts);
    expect(failure.category).toBe(category);
    expect(failure.message).toContain(message);
    if (code !== undefined) expect(failure.message).toContain(code);
    expect(failure.facts).toMatchObject(facts);
  });

  it('sees through the error of a library to its cause', () => {
    const cause = thrown({ message: 'connect ECONNREFUSED 10.0.0.9:443', code: 'ECONNREFUSED' });
    expect(classify(thrown({ message: 'request failed', code: 'ERR_NETWORK', more: { cause } }), {}).category).toBe(
      'connection-refused',
    );
  });

  it('says every address that was tried when a name has several', () => {
    const errors = [
      thrown({ message: 'connect ECONNREFUSED ::1:443', code: 'ECONNREFUSED' }),
      thrown({ message: 'connect ECONNREFUSED 127.0.0.1:443', code: 'ECONNREFUSED' }),
    ];
    const failure = classify(Object.assign(new AggregateError(errors), { code: 'ECONNREFUSED' }), {});
    expect(failure.category).toBe('connection-refused');
    expect(failure.message).toBe('connect ECONNREFUSED ::1:443; connect ECONNREFUSED 127.0.0.1:443');
  });

  it('says the names in a certificate for another name', () => {
    const cert = { subject: { CN: 'ignored' }, subjectaltname: 'DNS:a.example, IP Address:10.0.0.1, DNS:*.b.example' };
    const failure = classify(thrown({ message: 'no', code: 'ERR_TLS_CERT_ALTNAME_INVALID', more: { cert } }), {});
    expect(failure.facts.names).toBe('a.example, 10.0.0.1, *.b.example');
    const old = { subject: { CN: 'old.example' } };
    expect(classify(thrown({ message: 'no', code: 'ERR_TLS_CERT_ALTNAME_INVALID', more: { cert: old } }), {}).facts.names).toBe(
      'old.example',
    );
  });

  it('leaves what was classified already, and takes whatever may be thrown', () => {
    const known = new ExchangeFailure('proxy-refused', 'no');
    expect(classify(known, {})).toBe(known);
    for (const odd of ['text', 5, {}, null, undefined]) expect(classify(odd, {}).category).toBe('unknown');
  });
});
