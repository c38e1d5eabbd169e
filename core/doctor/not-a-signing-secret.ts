interface Form {
  readonly form: RegExp;
  readonly says: string;
}

/** Texts that are something else for certain, by the form that their issuers give them. */
const FORMS: readonly Form[] = [
  { form: /^(sk|rk)_(test|live)_\w{8,}/, says: 'a secret API key of Stripe' },
  { form: /^pk_(test|live)_\w{8,}/, says: 'a publishable API key of Stripe' },
  { form: /^shp(at|ca|pa|ua|tka)_[0-9a-f]{16,}/i, says: 'an access token of Shopify' },
  { form: /^(gh[pousr]_\w{20,}|github_pat_\w{20,})/, says: 'an access token of GitHub' },
  { form: /^xox[abeoprs]-[\w-]{8,}|^xapp-[\w-]{8,}/, says: 'a token of Slack' },
  { form: /^SG\.[\w-]{8,}\./, says: 'an API key of SendGrid' },
  { form: /^glpat-[\w-]{10,}/, says: 'an access token of GitLab' },
  { form: /^sk-(proj-|ant-|svcacct-)?[\w-]{20,}/, says: 'an API key of OpenAI or Anthropic' },
  { form: /^pdl_(live|sdbx)_apikey_/, says: 'an API key of Paddle' },
  { form: /^lin_(api|oauth)_\w{10,}/, says: 'an API key of Linear' },
  { form: /^re_\w{6,}_\w{8,}/, says: 'an API key of Resend' },
  { form: /^pat[A-Za-z0-9]{14}\.[0-9a-f]{32,}/, says: 'an access token of Airtable' },
  { form: /^(AC|SK)[0-9a-f]{32}$/, says: 'an SID of Twilio, which is a name' },
  { form: /^(AKIA|ASIA)[A-Z2-7]{16}$/, says: 'the id of an access key of AWS' },
  { form: /^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]*$/, says: 'a JSON Web Token' },
  { form: /^arn:aws[\w-]*:/, says: 'an ARN, which is a name' },
  { form: /^https?:\/\//, says: 'a URL' },
  { form: /^-----BEGIN /, says: 'a PEM document' },
  {
    form: /^(\$\{?\w+\}?|\{\{.*\}\}|op:\/\/.*|<[\w .-]+>|(change|replace)[-_ ]?me.*|your[-_ ].*|x{8,})$/i,
    says: 'a placeholder',
  },
];

/** What a text is in place of a signing secret, or `undefined` when its form tells nothing. */
export const otherThanSecret = (text: string): string | undefined => FORMS.find(({ form }) => form.test(text))?.says;
