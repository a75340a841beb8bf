import type { MessagePort } from 'node:worker_threads';

/** What a metric is: its kind, and whether it counts milliseconds or bytes. */
export interface MetricDefinition {
  name: string;
  type: 'counter' | 'gauge' | 'rate' | 'trend';
  contains: 'default' | 'time' | 'data';
}

/** One value of a metric, with what sub-metrics are told apart by. */
export interface Sample {
  metric: string;
  value: number;
  tags: Record<string, string>;
}

/** A request as a script makes it. */
export interface HttpRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | null;
  timeoutMs: number;
}

/** How long each part of a request took, in milliseconds, by the names of k6. */
export interface Timings {
  blocked: number;
  connecting: number;
  tls_handshaking: number;
  sending: number;
  waiting: number;
  receiving: number;
  /** Sending, waiting and receiving. */
  duration: number;
}

/** An answer; one that never came has the status 0. */
export interface HttpAnswer {
  status: number;
  statusText: string;
  headers: Record<string, string>;
  body: string | null;
  error: string;
  /** By the list of k6: 1050 is a timeout, 1212 a refused connection. */
  errorCode: number;
  timings: Timings;
  sentBytes: number;
  receivedBytes: number;
}

/** What the thread of a virtual user is given. */
export interface ThreadData {
  env: Record<string, string>;
  /** The number of the virtual user, from 1. */
  vu: number;
  /** One Int32: set when the answer to a request is there. */
  flag: SharedArrayBuffer;
  answers: MessagePort;
}

/** What a thread tells. */
export type FromThread =
  | {
      type: 'ready';
      options: unknown;
      metrics: MetricDefinition[];
      summarizes: boolean;
    }
  | { type: 'sample'; sample: Sample }
  | { type: 'request'; request: HttpRequest; tags: Record<string, string> }
  | { type: 'log'; text: string }
  | { type: 'iterated'; durationMs: number; error?: string }
  | { type: 'summarized'; outputs: Record<string, string> };

/** What a thread is told. */
export type ToThread =
  | { type: 'iterate'; iteration: number }
  | { type: 'summarize'; data: unknown };
