import { linesOf } from '../../../lambda/aws/lines-of.ts';

async function* inPieces(text: string, size: number) {
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

async function all(lines: AsyncIterable<string>) {
  const list: string[] = [];
  for await (const line of lines) list.push(line);
  return list;
}

test.each([1, 2, 3, 100])('finds the lines however the bytes are cut: by %d', async (size) => {
  const lines = ['{"a":1}', '', 'größer\u2028\u0085 als\r', 'last'];
  expect(await all(linesOf(inPieces(`${lines.join('\n')}\n`, size)))).toEqual(lines);
  expect(await all(linesOf(inPieces(lines.join('\n'), size)))).toEqual(lines);
});

test('finds none in nothing', async () => {
  expect(await all(linesOf(inPieces('', 1)))).toEqual([]);
});
