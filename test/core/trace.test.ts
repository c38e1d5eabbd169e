import { traceparentOf, xrayHeader } from '../../core/trace.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';
const XRAY = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1;Lineage=a:b:0';
const FROM_XRAY = '00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01';

test("the sender's trace goes before that of X-Ray", () => {
  expect(traceparentOf(`00-${TRACE}-${PARENT}-01`, XRAY)).toBe(`00-${TRACE}-${PARENT}-01`);
});

test('of a later version of the header what we know is kept', () => {
  expect(traceparentOf(`cc-${TRACE}-${PARENT}-01-more`, undefined)).toBe(`00-${TRACE}-${PARENT}-01`);
});

test.each([
  ['none', undefined],
  ['an empty one', ''],
  ['one in capitals', `00-${TRACE.toUpperCase()}-${PARENT}-01`],
  ['one without a trace', `00-${'0'.repeat(32)}-${PARENT}-01`],
  ['one without a parent', `00-${TRACE}-${'0'.repeat(16)}-01`],
  ['one of the version that there is never', `ff-${TRACE}-${PARENT}-01`],
  ['one of version 00 with more behind it', `00-${TRACE}-${PARENT}-01-more`],
  ['two of them', `00-${TRACE}-${PARENT}-01, 00-${TRACE}-${PARENT}-01`],
  ['something else', '{"a":1}'],
])('instead of %s that of X-Ray is taken', (_, header) => {
  expect(traceparentOf(header, XRAY)).toBe(FROM_XRAY);
  expect(traceparentOf(header, undefined)).toBeUndefined();
});

test('what X-Ray does not sample is said not to be', () => {
  expect(traceparentOf(undefined, XRAY.replace('Sampled=1', 'Sampled=0'))).toBe(FROM_XRAY.replace(/01$/, '00'));
});

test.each([undefined, '', 'Root=1-5759e988-bd862e3fe1be46a994272793', 'Root=2;Parent=53995c3f42cd8ad8', 'Self=1;Root'])(
  'a trace of X-Ray that says %p is none',
  (xray) => {
    expect([traceparentOf(undefined, xray), xrayHeader(xray)]).toEqual([undefined, undefined]);
  },
);

test('a message takes along of the trace of X-Ray what SQS knows', () => {
  expect(xrayHeader(XRAY)).toBe('Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1');
});
