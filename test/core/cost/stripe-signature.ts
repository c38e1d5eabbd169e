import { createHmac } from 'node:crypto';

/** The header that Stripe sends with a body, now. */
export function hmacOver(body: string, secret: string): string {
  const time = Math.floor(Date.now() / 1000);
  return `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`;
}
