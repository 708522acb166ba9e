// Carrier Call Home: a SOAP 1.2 message around a Cisco AML block, with the envelope as an inline attachment that survives byte
// for byte.
import { type Addressee, type Carrier, CarrierError } from './carrier.ts';
import { CALL_HOME } from './dialect.ts';
import { childOf, readXml, type XmlElement, XmlError, xmlJson, xmlText } from './xml.ts';

const hexSeconds = (at: number): string =>
  Math.floor(at / 1000)
    .toString(16)
    .toUpperCase();

/** `YYYY-MM-DD HH:MM:SS GMT+00:00` */
const creationDate = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} GMT+00:00`;

function encode(type: string, envelope: string, { productId, serial, softwareVersion }: Addressee, at: number, number: number) {
  const id = (letter: string) => xmlText(`${letter}${number}:${serial}:${hexSeconds(at)}`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<soap-env:Envelope xmlns:soap-env="${CALL_HOME.soap}">
<soap-env:Header>
<aml-session:Session xmlns:aml-session="${CALL_HOME.session}" soap-env:mustUnderstand="true" soap-env:role="${CALL_HOME.roleNext}">
<aml-session:To>${CALL_HOME.to}</aml-session:To>
<aml-session:Path><aml-session:Via>${CALL_HOME.appliance}</aml-session:Via></aml-session:Path>
<aml-session:From>${CALL_HOME.appliance}</aml-session:From>
<aml-session:MessageId>${id('M')}</aml-session:MessageId>
</aml-session:Session>
</soap-env:Header>
<soap-env:Body>
<aml-block:Block xmlns:aml-block="${CALL_HOME.block}">
<aml-block:Header>
<aml-block:Type>${type}</aml-block:Type>
<aml-block:CreationDate>${creationDate(at)}</aml-block:CreationDate>
<aml-block:Builder><aml-block:Name>${xmlText(productId)}</aml-block:Name><aml-block:Version>${xmlText(softwareVersion)}</aml-block:Version></aml-block:Builder>
<aml-block:BlockGroup><aml-block:GroupId>${id('G')}</aml-block:GroupId><aml-block:Number>0</aml-block:Number><aml-block:IsLast>true</aml-block:IsLast><aml-block:IsPrimary>true</aml-block:IsPrimary><aml-block:WaitForPrimary>false</aml-block:WaitForPrimary></aml-block:BlockGroup>
<aml-block:Severity>1</aml-block:Severity>
</aml-block:Header>
<aml-block:Content>
<ch:CallHome xmlns:ch="${CALL_HOME.callHome}">
<ch:EventTime>${creationDate(at)}</ch:EventTime>
<ch:Event><ch:Type>${CALL_HOME.eventType}</ch:Type><ch:SubType>${CALL_HOME.eventSubType}</ch:SubType></ch:Event>
<ch:CustomerData><ch:ContractData><ch:DeviceId>${xmlText(`${productId}@C@${serial}`)}</ch:DeviceId></ch:ContractData></ch:CustomerData>
</ch:CallHome>
</aml-block:Content>
<aml-block:Attachments>
<aml-block:Attachment type="inline"><aml-block:Name>${CALL_HOME.attachment}</aml-block:Name><aml-block:Data encoding="plain">${xmlJson(envelope)}</aml-block:Data></aml-block:Attachment>
</aml-block:Attachments>
</aml-block:Block>
</soap-env:Body>
</soap-env:Envelope>
`;
}

function decode(type: string, body: string): string {
  const soapBody = childOf(rootOf(body), CALL_HOME.soap, 'Body');
  if (soapBody === undefined) throw new CarrierError('there is no SOAP body');
  const fault = childOf(soapBody, CALL_HOME.soap, 'Fault');
  if (fault !== undefined) throw new CarrierError(`SOAP fault: ${faultText(fault)}`);
  const block = childOf(soapBody, CALL_HOME.block, 'Block');
  const said = childOf(childOf(block, CALL_HOME.block, 'Header'), CALL_HOME.block, 'Type')?.text.trim();
  if (said !== type) throw new CarrierError(`the block is of type ${said ?? '(none)'}`);
  const attachments = childOf(block, CALL_HOME.block, 'Attachments')?.children ?? [];
  const attachment = attachments.find((one) => childOf(one, CALL_HOME.block, 'Name')?.text.trim() === CALL_HOME.attachment);
  const data = childOf(attachment, CALL_HOME.block, 'Data');
  if (data === undefined || data.children.length > 0) throw new CarrierError(`there is no attachment ${CALL_HOME.attachment}`);
  return data.text;
}

function rootOf(body: string): XmlElement {
  try {
    const root = readXml(body);
    if (root.uri !== CALL_HOME.soap || root.local !== 'Envelope') throw new CarrierError(`the root element is ${root.local}`);
    return root;
  } catch (error) {
    if (error instanceof XmlError) throw new CarrierError(`not readable as XML: ${error.message}`);
    throw error;
  }
}

function faultText(fault: XmlElement): string {
  const texts = (element: XmlElement): string[] => [element.text.trim(), ...element.children.flatMap(texts)];
  const reason = childOf(fault, CALL_HOME.soap, 'Reason') ?? fault;
  return texts(reason)
    .filter((text) => text !== '')
    .join(' ');
}

/** A SOAP fault in `body`, whatever its HTTP status; null: there is none. */
export function soapFaultOf(body: string): string | null {
  try {
    const fault = childOf(childOf(readXml(body), CALL_HOME.soap, 'Body'), CALL_HOME.soap, 'Fault');
    return fault === undefined ? null : faultText(fault);
  } catch {
    return null;
  }
}

export const soapFault = (reason: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<soap-env:Envelope xmlns:soap-env="${CALL_HOME.soap}"><soap-env:Body><soap-env:Fault><soap-env:Code><soap-env:Value>soap-env:Receiver</soap-env:Value></soap-env:Code><soap-env:Reason><soap-env:Text xml:lang="en">${xmlText(reason)}</soap-env:Text></soap-env:Reason></soap-env:Fault></soap-env:Body></soap-env:Envelope>
`;

export const callHomeCarrier: Carrier = {
  contentType: CALL_HOME.contentType,
  accept: 'text/xml',
  encodeRequest: (envelope, about, at, number) => encode(CALL_HOME.requestType, envelope, about, at, number),
  decodeRequest: (body) => decode(CALL_HOME.requestType, body),
  encodeResponse: (envelope, about, at, number) => encode(CALL_HOME.responseType, envelope, about, at, number),
  decodeResponse: (body) => decode(CALL_HOME.responseType, body),
};
