import type { Payload, WebhookEvent } from '../../core/event.ts';

/**
 * What is known of payloads: by provider, then by event type. The files in `payloads/` add to it, each as soon as it is
 * part of the program, so that nobody needs the packages of providers that he has nothing to do with.
 */
// biome-ignore lint/suspicious/noEmptyInterface: it is filled by declaration merging
export interface EventPayloads {}

/** Payloads by event type, for providers whose official types are a union of payloads that name their `type`. */
export type PayloadsByType<Payloads extends { readonly type: string }> = {
  readonly [Each in Payloads as Each['type']]: Each;
};

/** A payload of which only these fields are sure, or worth naming: all others are open. */
export type OpenPayload<Fields> = Fields & { readonly [field: string]: Payload };

type PayloadsOf<Provider> = Provider extends keyof EventPayloads ? EventPayloads[Provider] : Record<never, never>;

/** The event types of a provider whose payload is known; `string` where that is any. */
export type KnownType<Provider> = Extract<keyof PayloadsOf<Provider>, string>;

/** What an editor proposes for an event type: those of all providers, for it does not look which one was named. */
export type ProposedType = {
  readonly [Provider in keyof EventPayloads]: string extends KnownType<Provider> ? never : KnownType<Provider>;
}[keyof EventPayloads];

/** The texts that a pattern like `payment_intent.*` stands for. */
type TextOf<Pattern extends string> = Pattern extends `${infer Head}*${infer Tail}`
  ? `${Head}${string}${TextOf<Tail>}`
  : Pattern;

/** A pattern is as good as the known types that fit it; a pattern that none fits, and any other text, is itself. */
type TypesOf<Provider, Type extends string> = Type extends `${string}*${string}`
  ? [Extract<KnownType<Provider>, TextOf<Type>>] extends [never]
    ? TextOf<Type>
    : Extract<KnownType<Provider>, TextOf<Type>>
  : Type;

type PayloadOf<Provider, Type> = Type extends keyof PayloadsOf<Provider> ? PayloadsOf<Provider>[Type] : Payload;

type EachEvent<Provider, Type> = Type extends string ? WebhookEvent<Type, PayloadOf<Provider, Type>> : never;

/** The events of some types, one member for each, so that asking for `event.type` tells which `event.data` it is. */
export type EventOf<Provider, Type extends string> = EachEvent<Provider, TypesOf<Provider, Type>>;
