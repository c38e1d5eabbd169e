import { AwsLambdaReceiver, isValidSlackRequest } from '@slack/bolt';
import { slack } from '../../../../core/providers/slack.ts';
import { ACCEPTED, BODIES, delivery, verdictOf } from './deliveries.ts';

const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
const NOW = 1_760_000_000_000;

describe("Slack's own library", () => {
  test.each(BODIES)('accepts what we sign: %j', (body) => {
    const { headers } = slack.scheme.sign(delivery(body), SECRET, { now: NOW });
    const request = {
      signingSecret: SECRET,
      headers: {
        'x-slack-signature': headers['x-slack-signature'] ?? '',
        'x-slack-request-timestamp': Number(headers['x-slack-request-timestamp']),
      },
      nowMilliseconds: NOW,
    };
    expect(isValidSlackRequest({ ...request, body })).toBe(true);
    expect(isValidSlackRequest({ ...request, body: `${body} ` })).toBe(false);
  });

  test('answers the handshake as we do', async () => {
    const body =
      '{"token":"x","challenge":"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P","type":"url_verification"}';
    const signed = slack.scheme.sign(delivery(body), SECRET, { now: Date.now() });
    expect(await verdictOf(slack, signed, SECRET)).toEqual(ACCEPTED);

    const receiver = new AwsLambdaReceiver({ signingSecret: SECRET });
    const answer = await receiver.toHandler()(
      { ...LAMBDA_EVENT, headers: { ...signed.headers }, body, isBase64Encoded: false },
      {},
    );
    expect(answer).toMatchObject({ statusCode: 200, body: JSON.stringify({ challenge: JSON.parse(body).challenge }) });
  });
});

const LAMBDA_EVENT = {
  resource: '/webhooks/slack',
  path: '/webhooks/slack',
  httpMethod: 'POST',
  multiValueHeaders: {},
  queryStringParameters: null,
  multiValueQueryStringParameters: null,
  pathParameters: null,
  stageVariables: null,
  requestContext: {},
};
