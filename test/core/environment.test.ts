import { PROCESSOR_ENVIRONMENT, readEnvironment, VERIFIER_ENVIRONMENT } from '../../core/environment.ts';

const complete = Object.fromEntries(VERIFIER_ENVIRONMENT.map((name) => [name, `the ${name}`]));

describe("a handler's environment", () => {
  test('is read under the names of the contract, and no others', () => {
    expect(readEnvironment(VERIFIER_ENVIRONMENT, { ...complete, PATH: '/bin' })).toEqual(complete);
  });

  test('is refused with every name that is missing or empty', () => {
    expect(() => readEnvironment(VERIFIER_ENVIRONMENT, { LEDGER_TABLE: 'ledger', SECRET_PREFIX: '' })).toThrow(
      "the function's environment lacks STACK_NAME, QUEUE_URL_PREFIX, SECRET_PREFIX, PUBLIC_URL, QUARANTINE_BUCKET, CLAIM_CHECK_BUCKET, CLAIM_CHECK_KB: deploy it with the stack",
    );
    expect(() => readEnvironment(PROCESSOR_ENVIRONMENT, {})).toThrow(PROCESSOR_ENVIRONMENT.join(', '));
  });
});
