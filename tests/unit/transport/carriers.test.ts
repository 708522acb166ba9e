// The carriers bring an envelope over unchanged in both directions, and refuse what is not theirs.
import { describe, expect, it } from 'vitest';
import { CarrierError } from '../../../main/services/transport/carrier.ts';
import { callHomeCarrier, soapFault, soapFaultOf } from '../../../main/services/transport/carrier-call-home.ts';
import { httpCarrier } from '../../../main/services/transport/carrier-http.ts';
import { childOf, readXml, type XmlElement } from '../../../main/services/transport/xml.ts';

const about = { productId: 'CUSP', serial: '0123456789ABCDEF0123456789ABCDEF', softwareVersion: '10.2.1' };
const AT = Date.UTC(2026, 10, 24, 7, 17, 5);
const ENVELOPE = JSON.stringify({ request: '{"a":"<&>\\r\\n ]]> \u2028 \ud83d\ude00"}', more: 'x\ty' });

describe.each([
  ['HTTP', httpCarrier],
  ['Call Home', callHomeCarrier],
])('carrier %s', (_, carrier) => {
  it('brings requests and answers over byte for byte', () => {
    expect(carrier.decodeRequest(carrier.encodeRequest(ENVELOPE, about, AT, 1))).toBe(ENVELOPE);
    expect(carrier.decodeResponse(carrier.encodeResponse(ENVELOPE, about, AT, 1))).toBe(ENVELOPE);
  });
});

describe('the body of Call Home', () => {
  const root = readXml(callHomeCarrier.encodeRequest(ENVELOPE, about, AT, 12));
  const at = (...path: string[]): XmlElement => {
    let element = root;
    for (const local of path) {
      const next = element.children.find((child) => child.local === local);
      if (next === undefined) throw new Error(`${local} is missing in ${element.local}`);
      element = next;
    }
    return element;
  };
  const HEX = Math.floor(AT / 1000)
    .toString(16)
    .toUpperCase();

  it('has the session header with its constants', () => {
    const session = at('Header', 'Session');
    expect(session.uri).toBe('http://www.cisco.com/2004/01/aml-session');
    expect(session.attributes).toEqual({
      '{http://www.w3.org/2003/05/soap-envelope}mustUnderstand': 'true',
      '{http://www.w3.org/2003/05/soap-envelope}role': 'http://www.w3.org/2003/05/soap-envelope/role/next',
    });
    expect(session.children.map(({ local }) => local)).toEqual(['To', 'Path', 'From', 'MessageId']);
    expect(at('Header', 'Session', 'To').text).toBe('http://tools.cisco.com/neddce/services/DDCEService');
    expect(at('Header', 'Session', 'Path', 'Via').text).toBe('http://www.cisco.com/appliance/uri');
    expect(at('Header', 'Session', 'From').text).toBe('http://www.cisco.com/appliance/uri');
    expect(at('Header', 'Session', 'MessageId').text).toBe(`M12:${about.serial}:${HEX}`);
  });

  it('has the block header', () => {
    const header = at('Body', 'Block', 'Header');
    expect(at('Body', 'Block').uri).toBe('http://www.cisco.com/2004/01/aml-block');
    expect(header.children.map(({ local, text }) => [local, text.trim()])).toEqual([
      ['Type', 'http://www.cisco.com/2005/05/callhome/smart_licensing'],
      ['CreationDate', '2026-11-24 07:17:05 GMT+00:00'],
      ['Builder', ''],
      ['BlockGroup', ''],
      ['Severity', '1'],
    ]);
    expect(at('Body', 'Block', 'Header', 'Builder').children.map(({ text }) => text)).toEqual(['CUSP', '10.2.1']);
    expect(at('Body', 'Block', 'Header', 'BlockGroup').children.map(({ local, text }) => [local, text])).toEqual([
      ['GroupId', `G12:${about.serial}:${HEX}`],
      ['Number', '0'],
      ['IsLast', 'true'],
      ['IsPrimary', 'true'],
      ['WaitForPrimary', 'false'],
    ]);
  });

  it('has the event and the attachment, every child in its parent’s namespace', () => {
    const callHome = at('Body', 'Block', 'Content', 'CallHome');
    expect(callHome.uri).toBe('http://www.cisco.com/2005/05/callhome');
    expect(at('Body', 'Block', 'Content', 'CallHome', 'Event').children.map(({ text }) => text)).toEqual([
      'smart_licensing',
      'full',
    ]);
    expect(at('Body', 'Block', 'Content', 'CallHome', 'CustomerData', 'ContractData', 'DeviceId').text).toBe(
      `CUSP@C@${about.serial}`,
    );
    const attachment = at('Body', 'Block', 'Attachments', 'Attachment');
    expect(attachment.attributes).toEqual({ type: 'inline' });
    expect(childOf(attachment, attachment.uri, 'Name')?.text).toBe('smart_licensing_data');
    expect(childOf(attachment, attachment.uri, 'Data')).toMatchObject({ attributes: { encoding: 'plain' }, text: ENVELOPE });
    const strangers = (element: XmlElement): string[] =>
      element.children.flatMap((child) => [...(child.uri === element.uri ? [] : [child.local]), ...strangers(child)]);
    expect(strangers(root)).toEqual(['Session', 'Block', 'CallHome']);
  });
});

describe('what is not Call Home', () => {
  const answer = callHomeCarrier.encodeResponse(ENVELOPE, about, AT, 1);
  it.each([
    ['a request where an answer is due', callHomeCarrier.encodeRequest(ENVELOPE, about, AT, 1)],
    ['another attachment', answer.replace('smart_licensing_data', 'inventory')],
    ['an attachment with elements in it', answer.replace(/(<aml-block:Data[^>]*>)/, '$1<b/>')],
    ['no block', answer.replace(/<aml-block:Block[\s\S]*<\/aml-block:Block>/, '')],
    ['another namespace', answer.replaceAll('aml-block"', 'aml-block2"')],
    ['another SOAP', answer.replaceAll('http://www.w3.org/2003/05/soap-envelope"', 'http://schemas.xmlsoap.org/soap/envelope/"')],
    ['JSON', ENVELOPE],
    ['nothing', ''],
  ])('%s', (_, body) => {
    expect(() => callHomeCarrier.decodeResponse(body)).toThrow(CarrierError);
  });

  it('takes any prefixes and white space between elements', () => {
    expect(callHomeCarrier.decodeResponse(answer.replaceAll('aml-block:', 'q:').replaceAll('xmlns:aml-block', 'xmlns:q'))).toBe(
      ENVELOPE,
    );
    expect(callHomeCarrier.decodeResponse(answer.replaceAll('\n', '\r\n  '))).toBe(ENVELOPE);
  });

  it('a fault says its text', () => {
    expect(soapFaultOf(soapFault('a < b & c'))).toBe('a < b & c');
    expect(() => callHomeCarrier.decodeResponse(soapFault('a < b & c'))).toThrow('SOAP fault: a < b & c');
    expect(soapFaultOf(answer)).toBeNull();
    expect(soapFaultOf('<html>')).toBeNull();
  });
});

it('an empty body is no answer of the carrier HTTP', () => {
  expect(() => httpCarrier.decodeResponse(' \n')).toThrow(CarrierError);
});
