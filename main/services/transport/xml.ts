// Reading XML strictly and within limits (no document type, no entity but the five, no processing instruction), and writing text
// so that it comes back as it was.
import { SaxesParser } from 'saxes';

export type XmlElement = { uri: string; local: string; attributes: Record<string, string>; children: XmlElement[]; text: string };

/** The text is not the XML that is accepted here; `message` says why. */
export class XmlError extends Error {
  override name = 'XmlError';
}

const MAX_DEPTH = 32;
const MAX_ELEMENTS = 2_000;

/** The root element. Attributes without a namespace are under their name, others under `{uri}name`. Throws XmlError. */
export function readXml(source: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true });
  const root: XmlElement = { uri: '', local: '', attributes: {}, children: [], text: '' };
  const open = [root];
  let elements = 0;
  const fail = (reason: string): never => {
    throw new XmlError(reason);
  };
  parser.on('error', (error) => fail(error.message));
  parser.on('doctype', () => fail('a document type is not accepted'));
  parser.on('processinginstruction', () => fail('a processing instruction is not accepted'));
  parser.on('opentag', (tag) => {
    elements += 1;
    if (open.length > MAX_DEPTH || elements > MAX_ELEMENTS) fail('too deep or too many elements');
    const attributes = Object.fromEntries(
      Object.values(tag.attributes)
        .filter((attribute) => attribute.prefix !== 'xmlns' && attribute.name !== 'xmlns')
        .map((attribute) => [attribute.uri === '' ? attribute.local : `{${attribute.uri}}${attribute.local}`, attribute.value]),
    );
    const element: XmlElement = { uri: tag.uri, local: tag.local, attributes, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  const addText = (text: string) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(source.replace(/^\uFEFF/, '')).close();
  return root.children[0] ?? fail('no element');
}

export const childOf = (element: XmlElement | undefined, uri: string, local: string): XmlElement | undefined =>
  element?.children.find((child) => child.uri === uri && child.local === local);

const TEXT: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };

export const xmlText = (text: string): string => text.replace(/[&<>"\r]/g, (char) => TEXT[char] ?? char);

/** JSON as XML text: characters that XML 1.0 does not have become JSON escapes, everything else comes back byte for byte. */
export const xmlJson = (json: string): string =>
  xmlText(
    json.replace(
      /[\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g,
      (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  );
