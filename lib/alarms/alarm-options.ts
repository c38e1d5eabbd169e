import { ALARM_NAMES } from './alarm-names.ts';

/** Who is told of an alarm, and of its end. */
export interface Channels {
  /** SNS asks each address for consent first. */
  readonly email?: string | readonly string[];
  /** By Amazon Q Developer in chat applications, which has to be let into the workspace once, in its console. */
  readonly slack?: { readonly workspaceId: string; readonly channelId: string };
  /** By the same service; `channelId` as it stands in the channel's link: `19%3A…%40thread.tacv2`. */
  readonly teams?: { readonly tenantId: string; readonly teamId: string; readonly channelId: string };
  /** The integration URL of an Amazon CloudWatch integration of a PagerDuty service. */
  readonly pagerDuty?: string;
}

/** Who is told of the stack's alarms, and which there are. Channels that are named here hear of all. */
export interface AlarmOptions extends Channels {
  /** Who hears, besides, of what cannot wait. */
  readonly page?: Channels;
  /** Who hears, besides, of what can wait for the working day. */
  readonly ticket?: Channels;
  /** Where the runbook is, for the texts. @default 'docs/runbook.md' */
  readonly runbook?: string;
  /** An alarm rings when more requests come in a day. @default - none */
  readonly maxRequestsPerDay?: number;
  /** Alarms of the runbook that are not wanted, by name: each costs something. @default - all are */
  readonly without?: readonly string[];
}

type ChannelKind = keyof Channels;

interface Form {
  readonly form: RegExp;
  readonly example: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_Chatbot.html */
const FORMS: { readonly [Kind in ChannelKind]: Form | Readonly<Record<string, Form>> } = {
  email: { form: /^[^@\s]+@[^@\s]+\.[^@\s]+$/, example: 'oncall@example.com' },
  slack: {
    workspaceId: { form: /^[TE][0-9A-Z]{5,}$/, example: 'T0123ABCD' },
    channelId: { form: /^[CG][0-9A-Z]{5,}$/, example: 'C0123ABCD' },
  },
  teams: {
    tenantId: { form: UUID, example: '00000000-0000-4000-8000-000000000000' },
    teamId: { form: UUID, example: '00000000-0000-4000-8000-000000000000' },
    channelId: { form: /^[\w\-=+/.,]+%3A[\w\-=+/.,]+%40[\w\-=+/.,]+$/i, example: '19%3Aabc123%40thread.tacv2' },
  },
  pagerDuty: {
    form: /^https:\/\/events(\.eu)?\.pagerduty\.com\/integration\/\w+\/enqueue$/,
    example: 'https://events.pagerduty.com/integration/KEY/enqueue',
  },
};

/** Everything that is wrong with the options of the alarms. */
export function alarmProblems({ page = {}, ticket = {}, ...options }: AlarmOptions): string[] {
  const { maxRequestsPerDay: most, without = [] } = options;
  const unknown = without.filter((name) => !ALARM_NAMES.includes(name));
  return [
    ...channelProblems('alarms', options),
    ...channelProblems('alarms.page', page),
    ...channelProblems('alarms.ticket', ticket),
    ...(most === undefined || (Number.isInteger(most) && most > 0)
      ? []
      : [`"alarms.maxRequestsPerDay" is ${JSON.stringify(most)}; allowed: whole numbers from 1`]),
    ...unknown.map(
      (name) => `"alarms.without" names ${JSON.stringify(name)}; there are the alarms ${ALARM_NAMES.join(', ')}`,
    ),
  ];
}

const channelProblems = (at: string, { email, slack, teams, pagerDuty }: Channels): string[] => [
  ...addresses(email).flatMap((address) => formProblems(`${at}.email`, FORMS.email, address)),
  ...Object.entries({ slack, teams, pagerDuty }).flatMap(([kind, given]) =>
    given === undefined ? [] : formProblems(`${at}.${kind}`, FORMS[kind as ChannelKind], given),
  ),
];

function formProblems(at: string, form: Form | Readonly<Record<string, Form>>, given: unknown): string[] {
  if (isForm(form))
    return typeof given === 'string' && form.form.test(given)
      ? []
      : [`"${at}" is ${JSON.stringify(given)}; it looks like ${form.example}`];
  return Object.entries(form).flatMap(([key, each]) => formProblems(`${at}.${key}`, each, Object(given)[key]));
}

const isForm = (form: Form | Readonly<Record<string, Form>>): form is Form => form.form instanceof RegExp;

/** The addresses of a list that may be one, or none. */
export const addresses = (email: Channels['email'] = []): readonly string[] =>
  typeof email === 'string' ? [email] : email;
