/** By which requests prove who sends them, or which hand over what does. */
const PROOF = /sig|auth|cookie|secret|token|mac\b|hash|key|passw|credential|verif|trello-webhook/i;

/** By which the provider names the event, or its type: that is printed wherever an event is spoken of. */
const IDENTITY = /idempotency|event-(id|key|type)/i;

/** Whether nobody may write the value of a header. */
export const isPrivateHeader = (name: string): boolean => PROOF.test(name) && !IDENTITY.test(name);
