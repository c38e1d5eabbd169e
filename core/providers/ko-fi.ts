import { type Content, parseJson } from '../content.ts';
import { at } from '../field.ts';
import { credentialScheme } from '../signatures/credential.ts';
import { inJson } from '../signatures/secret-place.ts';
import type { Provider } from './provider.ts';

export const koFi: Provider = {
  id: 'ko-fi',
  name: 'Ko-fi',
  scheme: credentialScheme(inJson('verification_token', 'data')),
  content: 'form',
  event: { id: inData('message_id'), type: inData('type'), time: inData('timestamp'), subject: inData('email') },
  docs: 'https://ko-fi.com/manage/webhooks',
};

/** The form has one field, with JSON in it. */
function inData(name: string) {
  return ({ form }: Content): string | undefined => {
    const value = at(parseJson(form?.get('data') ?? ''), name);
    return typeof value === 'string' ? value : undefined;
  };
}
