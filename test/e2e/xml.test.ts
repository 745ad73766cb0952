import { expect, it } from 'vitest';
import { findAll, parseXml } from './xml.js';

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

it.each([
  '<a>',
  '<a></b>',
  '<a/><b/>',
  '<a b="1" b="2"/>',
  '<a b="<"/>',
  '<a b=1/>',
  '<a b="1"c="2"/>',
  '<a>&nope;</a>',
  '<a>& </a>',
  '<a>&#0;</a>',
  '<a>]]></a>',
  '<a>\u0000</a>',
  '<a>\u001b</a>',
  '<a>\ud800</a>',
  '<a>&#x1B;</a>',
])('the strict reader refuses %j', (source) => {
  expect(() => parseXml(`${HEAD}${source}`)).toThrow();
});

it('the strict reader gives what a document says', () => {
  const root = parseXml(`${HEAD}<a b="x&#10;y\nz"> 1 &lt; 2 <c><d/></c></a>\n`);
  expect(root.attributes).toEqual({ b: 'x\ny z' });
  expect(root.text).toBe(' 1 < 2 ');
  expect(findAll(root, 'd')).toHaveLength(1);
});
