// The field names of the product documentation. They are the same in every language, so that a person finds on the screen what
// the documentation calls it, and so do tools.
export const FORM = {
  smartLicensing: 'Smart Licensing',
  enable: 'Enable',
  disable: 'Disable',
  count: 'License Count (multiple of 5)',
  url: 'License Server URL',
  token: 'License Token ID',
  mode: 'Transport Mode',
  callHome: 'Call Home',
  http: 'HTTP',
  proxy: 'Enable HTTP(S) Proxy',
  proxyAddress: 'HTTP(S) Proxy Address',
  proxyPort: 'Port',
  update: 'Update',
} as const;

export const SUMMARY = {
  clientState: 'Smart License Client State',
  serial: 'Product Serial Number',
  productId: 'Product ID',
  udi: 'License UDI',
  server: 'License Server Address',
  proxy: 'HTTP Proxy Address',
  mode: 'Smart Agent Transport Mode',
  licensingState: 'Licensing State',
  version: 'Product License Version',
  expiry: 'Registration Expiry Date',
  nextAuth: 'Next Auth Date',
  evaluation: 'Evaluation Period (in hrs)',
  cps: 'CPS Count Requested',
  registered: 'Registration Successful',
  authorized: 'Authorization Successful',
  agent: 'Licensing Agent Status',
  evaluationMode: 'Evaluation Mode',
  failure: 'Latest Failure Reason',
} as const;
