// Every name of the dialect that agent and licence server speak, so that a correction is a change of data (wire-protocol.md).
// Basis P: public (a message printed in Cisco TAC document 217535, the cisco-smart-license YANG model, CISCO-SMART-LIC-MIB,
// guides). Basis O: ours, chosen to fit. Verified against simulators only.
import { FAULT_REQUESTS } from '../../../shared/model/fault-names.ts';

export const SIGNATURE_TYPE = 'SHA-256'; // P
export const VERSION = '1.1'; // P
export const LOCALE = 'en_US.UTF-8'; // P
export const ENTITLEMENT_VERSION = '1.0'; // P

export const REQUEST_TYPES = FAULT_REQUESTS; // P
export type RequestType = (typeof REQUEST_TYPES)[number];

export const STATUS_CODES = ['OK', 'OK_POLL', 'FAILED', 'VERSION_TOO_HIGH'] as const; // P
export type StatusCode = (typeof STATUS_CODES)[number];

export const ERROR_CODES = [
  'TOKEN_INVALID',
  'TOKEN_EXPIRED',
  'ALREADY_REGISTERED',
  'NOT_REGISTERED',
  'INVALID_TAG',
  'CLOCK_SKEW',
  'SERVER_BUSY',
  'OTHER',
] as const; // O
export type ErrorCode = (typeof ERROR_CODES)[number];

export const COMPLIANCE = { in: 'In Compliance', out: 'Out Of Compliance' } as const; // P
export const ENFORCE_MODE = { in: 'authorized', out: 'outOfCompliance' } as const; // P

export const MAX_BODY_BYTES = 1024 * 1024; // O

export const HTTP = {
  paths: ['/licservice/license', '/SmartTransport'], // P
  contentType: 'application/json; charset=utf-8',
  accept: 'application/json',
} as const;

export const CALL_HOME = {
  paths: ['/its/service/oddce/services/DDCEService', '/Transportgateway/services/DeviceRequestHandler'], // P
  contentType: 'text/xml; charset=utf-8',
  soap: 'http://www.w3.org/2003/05/soap-envelope',
  roleNext: 'http://www.w3.org/2003/05/soap-envelope/role/next',
  session: 'http://www.cisco.com/2004/01/aml-session', // P
  block: 'http://www.cisco.com/2004/01/aml-block', // P
  callHome: 'http://www.cisco.com/2005/05/callhome', // P
  to: 'http://tools.cisco.com/neddce/services/DDCEService', // P, a constant whatever the URL is
  appliance: 'http://www.cisco.com/appliance/uri', // P
  requestType: 'http://www.cisco.com/2005/05/callhome/smart_licensing', // O
  responseType: 'http://www.cisco.com/2005/05/callhome/smart_licensing_response', // O
  eventType: 'smart_licensing',
  eventSubType: 'full',
  attachment: 'smart_licensing_data', // P
} as const;
