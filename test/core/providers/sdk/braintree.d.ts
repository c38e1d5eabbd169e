/** What the tests use of Braintree's library, which comes without types. */
declare module 'braintree' {
  interface Notification {
    readonly bt_signature: string;
    readonly bt_payload: string;
  }
  class BraintreeGateway {
    constructor(options: Readonly<Record<'environment' | 'merchantId' | 'publicKey' | 'privateKey', unknown>>);
    readonly webhookNotification: {
      parse(signature: string, payload: string): Promise<{ readonly kind: string }>;
      verify(challenge: string): string;
    };
    readonly webhookTesting: { sampleNotification(kind: string, id: string): Notification };
  }
  const braintree: {
    readonly BraintreeGateway: typeof BraintreeGateway;
    readonly Environment: { readonly Sandbox: unknown };
  };
  export default braintree;
}
