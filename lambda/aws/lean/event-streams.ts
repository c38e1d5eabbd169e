/** Takes the place of `@smithy/core/event-streams` in bundles: none of our calls streams events. */
export class EventStreamSerde {
  constructor() {
    throw new Error('event streams are not in this bundle');
  }
}

export const eventStreamSerdeProvider = () => new EventStreamSerde();
export const resolveEventStreamSerdeConfig = <Config>(config: Config) => config;
