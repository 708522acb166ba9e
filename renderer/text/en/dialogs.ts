// English: adding and editing an instance, refused fields, refused operations.
import type { AppError } from '../../../shared/errors.ts';
import type { Formats } from '../formats.ts';
import type { ProblemTexts } from '../problems.ts';

export const instanceDialog = {
  add: 'Add instance',
  edit: (name: string) => `Edit ${name}`,
  save: 'Save',
  cancel: 'Cancel',
  name: 'Name',
  rate: 'Maximum call rate (CPS)',
  rateHint: 'What this box can handle.',
  version: 'Software version',
  address: 'Address',
  addressHint: 'Optional: its own host name or IP address.',
  account: 'Account',
  accountHint: 'Optional: the virtual account that it is planned for.',
  tags: 'Tags',
  tagsHint: 'Optional, separated by commas.',
  profile: 'Profile',
  environment: 'Environment',
  guardedEdit: 'Without the production mark, or as another product, nothing asks any more before calls can be stopped.',
  live: 'Unverified live server',
  liveHint:
    'This program is verified against simulators only. Switched on, this instance may also speak to licence servers under cisco.com, at your own risk.',
};

export const problems = ({ num }: Formats): ProblemTexts => ({
  'name missing': () => 'A name is missing.',
  'name too-long': () => 'A name has 64 characters at most.',
  'name control': () => 'A name has no line breaks or control characters.',
  'name taken': () => 'There is an instance of this name already.',
  'max-call-rate integer': () => 'A whole number of calls per second, 1 or more.',
  'max-call-rate below-count': () => 'Less than the licence count: lower the count first.',
  'software-version form': () => 'It begins with a number, like 10.2.1.',
  'address host': () => 'This is neither an IP address nor a host name.',
  'account missing': () => 'An account is empty.',
  'account too-long': () => 'An account has 64 characters at most.',
  'account control': () => 'An account has no line breaks or control characters.',
  'tag missing': () => 'A tag is empty.',
  'tag too-long': () => 'A tag has 64 characters at most.',
  'tag control': () => 'A tag has no line breaks or control characters.',
  'license-count integer': () => 'Enter a whole number.',
  'license-count minimum': () => 'The count is 5 or more.',
  'license-count maximum': ({ name, max }) => `${name ?? 'The instance'} can handle ${num(Number(max))} CPS at most.`,
  'license-count multiple': ({ count }) => `${num(Number(count))} is not a multiple of 5.`,
  'server-url too-long': ({ length }) => `256 characters at most; this has ${num(Number(length))}.`,
  'server-url scheme': () => 'Begin with https:// or http://.',
  'server-url unreadable': () => 'This cannot be read as a URL: look for blanks, at the host and at the port.',
  'server-url credentials': () => 'No user name or password in the URL.',
  'server-url host': () => 'A host is missing.',
  'server-url port': () => 'A port is 1 to 65535.',
  'server-url fragment': () => 'No # in the URL: it would not be sent.',
  'server-url loopback': () => 'A demonstration speaks only to licence servers on this computer.',
  'server-url live': () =>
    'Verified against simulators only: switch on “Unverified live server” for this instance to speak to a Cisco server.',
  'token missing': () => 'A token is missing.',
  'token characters': ({ count, chars }) =>
    `${Number(count) === 1 ? '1 character is' : `${num(Number(count))} characters are`} not allowed in a token: ${chars}`,
  'token too-long': ({ length }) => `255 characters at most; this has ${num(Number(length))}.`,
  'proxy-address missing': () => 'Address is missing.',
  'proxy-address host': () => 'This is neither an IP address nor a host name.',
  'proxy-port range': () => 'A port is 1 to 65535.',
  'proxy-user missing': () => 'A password needs a user name.',
  'proxy-user colon': () => 'A proxy user name has no colon in it.',
  'proxy-user characters': () => 'This is not a user name.',
  'ca-file private-key': () => 'There is a private key in this file. Only certificates belong here.',
  'ca-file no-certificate': () => 'There is no PEM certificate in this file.',
  'ca-file no-tls': () => 'This server is reached over http: there is no TLS, and nothing that a CA file could vouch for.',
  'ca-file unreadable': () => 'There is a certificate in this file that cannot be read.',
  'ca-file no-authority': ({ subject }) => `“${subject}” is no certificate authority: it vouches for nobody else.`,
  'ca-file no-file': () => 'This file cannot be read.',
  'ca-file too-large': () => 'This is too large for a file of certificates: 1 MB at most.',
});

/** What main says is English and names more than its code does. */
export const refusal = ({ message }: AppError): string => message;
