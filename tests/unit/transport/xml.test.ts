// XML is read strictly and within limits; what was written comes back as it was.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readXml, XmlError, xmlJson, xmlText } from '../../../main/services/transport/xml.ts';

describe('readXml', () => {
  it('resolves namespaces, whatever the prefixes are called', () => {
    const root = readXml('<a:x xmlns:a="urn:1" b="2"><y xmlns="urn:3" a:c="4">t<z/></y></a:x>');
    expect(root).toMatchObject({ uri: 'urn:1', local: 'x', attributes: { b: '2' } });
    expect(root.children[0]).toMatchObject({ uri: 'urn:3', local: 'y', attributes: { '{urn:1}c': '4' }, text: 't' });
    expect(root.children[0]?.children[0]).toMatchObject({ uri: 'urn:3', local: 'z' });
  });

  it('takes a byte order mark and CDATA', () => {
    expect(readXml('\uFEFF<a><![CDATA[<&]]>;</a>').text).toBe('<&;');
  });

  it.each([
    ['a document type', '<!DOCTYPE a><a/>'],
    ['an entity of its own', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
    ['an entity that nobody defined', '<a>&nbsp;</a>'],
    ['a processing instruction', '<a><?php x?></a>'],
    ['an element left open', '<a><b></a>'],
    ['two roots', '<a/><b/>'],
    ['text after the root', '<a/>x'],
    ['a prefix that nobody declared', '<p:a/>'],
    ['an attribute twice', '<a b="1" b="2"/>'],
    ['a control character', '<a>\u0001</a>'],
    ['a control character by its number', '<a>&#1;</a>'],
    ['plain words', 'hello'],
    ['nothing', ''],
  ])('refuses %s', (_, source) => {
    expect(() => readXml(source)).toThrow(XmlError);
  });

  it('refuses what is too deep or too much, at once', () => {
    const began = performance.now();
    expect(() => readXml('<a>'.repeat(20_000))).toThrow(XmlError);
    expect(() => readXml(`<a>${'<b/>'.repeat(20_000)}</a>`)).toThrow(XmlError);
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it('takes names of the language’s own objects as data', () => {
    expect(readXml('<a constructor="1"><__proto__/></a>').children[0]?.local).toBe('__proto__');
  });
});

describe('xmlText and xmlJson', () => {
  it('bring any JSON back with the same meaning, and the same bytes where XML has all of its characters', () => {
    const odd = [
      '\r',
      '\n',
      '\t',
      '&',
      '<',
      '>',
      '"',
      "'",
      ']]>',
      '\u0085',
      '\u2028',
      '\ufeff',
      '\ufffe',
      '\uffff',
      '\ud800',
      '\ude00',
    ];
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom(...odd, 'a', '\ud83d\ude00')).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(fc.dictionary(text, fc.oneof(text, fc.double(), fc.constant(null))), (value) => {
        const json = JSON.stringify(value);
        const back = readXml(`<a>${xmlJson(json)}</a>`).text;
        expect(JSON.parse(back)).toEqual(JSON.parse(json));
        if (!/[\ufffe\uffff]/.test(json)) expect(back).toBe(json);
      }),
      { numRuns: 2_000 },
    );
  });

  it('keep the white space between the parts of a JSON, CR too', () => {
    const json = '{\r\n\t"a" :\r1 }\r\n';
    expect(readXml(`<a>${xmlJson(json)}</a>`).text).toBe(json);
  });

  it('may stand in an attribute', () => {
    expect(readXml(`<a b="${xmlText('"<&>\'')}"/>`).attributes.b).toBe('"<&>\'');
  });
});
