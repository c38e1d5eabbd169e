import { boundedId } from '../../../core/ledger-item.ts';
import { required } from '../asked.ts';
import { findContent } from '../find-content.ts';
import type { Route } from '../route.ts';

/** What an event came as: its body, and whatever else is kept of it. */
export const content: Route = {
  method: 'GET',
  path: 'content',
  answer: (asked, context) => findContent(required(asked, 'source'), boundedId(required(asked, 'id')), context),
};
