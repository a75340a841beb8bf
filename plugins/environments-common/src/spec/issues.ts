import { z } from 'zod/v4';

/** What is wrong with one field of a spec. */
export interface SpecIssue {
  /** Where, such as `spec.cluster.nodeGroups[0].min`; empty for the whole. */
  path: string;
  /** The rule and the remedy, in plain words. */
  message: string;
  /** A value that would be accepted, for a button. */
  suggestion?: string;
  /** The line of the file, where the spec came as text. */
  line?: number;
}

/** The most issues that one answer holds. */
export const MAX_ISSUES = 50;

const WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a group of fields',
  record: 'a group of fields',
  array: 'a list',
};

function typeMessage(expected: string, input: unknown): string {
  const word = WORDS[expected] ?? expected;
  return input === undefined
    ? `is missing; it must be ${word}`
    : `must be ${word}`;
}

/** The words for what zod finds by itself; our own rules bring their words along. */
export const plainWords: z.core.$ZodErrorMap = issue => {
  switch (issue.code) {
    case 'invalid_type':
      return typeMessage(issue.expected, issue.input);
    case 'invalid_value':
      return `${
        issue.input === undefined ? 'is missing; it must' : 'must'
      } be one of ${issue.values.map(String).join(', ')}`;
    case 'too_big':
      return issue.origin === 'string'
        ? `must have at most ${issue.maximum} characters`
        : `must be at most ${issue.maximum}`;
    default:
      return undefined;
  }
};

/** An issue whose way is still in parts. */
export interface FoundIssue {
  path: PropertyKey[];
  message: string;
}

const PLAIN_KEY = /^[A-Za-z_][\w-]*$/;

/**
 * Writes the way to a field as people do: `spec.cluster.nodeGroups[0].min`. A key that is no
 * plain word stands in brackets and quotes, such as `spec.tags["cost center"]`.
 */
export function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    const key = String(part);
    if (!PLAIN_KEY.test(key)) return `${text}[${JSON.stringify(key)}]`;
    return text === '' ? key : `${text}.${key}`;
  }, '');
}

function expand(issue: z.core.$ZodIssue): FoundIssue[] {
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map(key => ({
        path: [...issue.path, key.slice(0, 80)],
        message: issue.message,
      }));
    case 'invalid_key':
      return issue.issues.map(({ message }) => ({
        path: issue.path,
        message: `the name ${message}`,
      }));
    case 'invalid_union':
      return [unionIssue(issue)];
    default:
      return [{ path: issue.path, message: issue.message }];
  }
}

/** The branch whose type fits tells more than "none of them". */
function unionIssue(issue: z.core.$ZodIssueInvalidUnion): FoundIssue {
  const inner = issue.errors
    .find(branch =>
      branch.every(
        ({ code, path }) => path.length > 0 || code !== 'invalid_type',
      ),
    )
    ?.at(0);
  return inner
    ? { path: [...issue.path, ...inner.path], message: inner.message }
    : { path: issue.path, message: issue.message };
}

/** Turns zod's findings into ours. */
export function toFoundIssues(error: z.core.$ZodError): FoundIssue[] {
  return error.issues.flatMap(expand).slice(0, MAX_ISSUES);
}
