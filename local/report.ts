/** Something that a person who watches the run wants to know. */
export interface LocalRunMessage {
  readonly kind: /** What the run is busy with while it starts or stops. */
    | 'progress'
    /** Something that works differently from what the template says. */
    | 'warning'
    /** A line that a function wrote. */
    | 'log'
    /** A webhook, or another request, was answered. */
    | 'request'
    /** A function runs on changed code from now on. */
    | 'changed'
    /** An alarm began to ring, or is over. */
    | 'alarm'
    /** A bundle, a function or an invocation failed. */
    | 'failure';
  readonly text: string;
  readonly functionName?: string;
}

/** Is told what happens in a run. */
export type Report = (message: LocalRunMessage) => void;
