import { parseXml } from '../../core/parse-xml.ts';

describe('XML', () => {
  test('is read into elements, attributes and text, each with its place', () => {
    const text = `<?xml version="1.0"?>\n<a:x b:c='1' d="2>1">\n <y>zoë &amp; co</y><empty /></a:x>\n`;
    const root = parseXml(text);
    expect(root).toMatchObject({
      name: 'x',
      attributes: { c: '1', d: '2>1' },
      children: [
        { name: 'y', text: 'zoë &amp; co' },
        { name: 'empty', text: '' },
      ],
    });
    expect(text.slice(root?.children[0]?.start, root?.children[0]?.end)).toBe('<y>zoë &amp; co</y>');
    expect(text.slice(root?.start, root?.end)).toBe(text.slice(text.indexOf('<a:x'), -1));
    expect(parseXml('<a/>')?.name).toBe('a');
  });

  test.each([
    '',
    'text',
    '<a>',
    '<a></b>',
    '<a></a',
    '<a></aa>',
    '<aa></a>',
    '<p:a></a>',
    '<a></a><b></b>',
    '<a></a>text',
    'text<a></a>',
    '<a></a >text',
    '<a>text<b></b></a>',
    '<a><b></b>text</a>',
    '<a><!-- comment --></a>',
    '<a><![CDATA[text]]></a>',
    '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>',
    '<a><?php ?></a>',
    '<a b=c></a>',
    '<a b="<"></a>',
    '<a></a b="1">',
    '</a>',
    '<a/>text',
    `${'<a>'.repeat(13)}${'</a>'.repeat(13)}`,
  ])('that could be read in two ways, or is none, is not read: %s', (text) => {
    expect(parseXml(text)).toBeUndefined();
  });

  test.each([
    ['opening tags', '<a>'.repeat(300_000)],
    ['elements', `<a>${'<b/>'.repeat(200_000)}</a>`],
    ['spaces in a tag', `<a ${' '.repeat(1_000_000)}`],
    ['a long name', `<${'a'.repeat(1_000_000)}`],
    ['attributes', `<a ${'b="c" '.repeat(150_000)}`],
    ['attributes without an end', `<a ${'b="c '.repeat(150_000)}`],
    ['angle brackets', '<'.repeat(1_000_000)],
    ['spaces before', `${' '.repeat(1_000_000)}<a>`],
    ['a declaration without an end', `<?xml ${'version '.repeat(100_000)}`],
  ])('takes no longer than its length: %s', (_, text) => {
    const { user } = process.cpuUsage();
    parseXml(text);
    expect(process.cpuUsage().user - user).toBeLessThan(1_500_000);
  });
});
