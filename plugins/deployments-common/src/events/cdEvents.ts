import type { Origin } from '@portico/plugin-timeline-common';
import { z } from 'zod/v4';
import { deployedCommitSchema, type DeploymentKind } from '../Deployment';
import { commitSchema, lineSchema, linkSchema } from '../fields';
import { versionName } from '../health/version';
import {
  issuesOf,
  taken,
  utc,
  type EventReading,
  type NameResolver,
} from './DeploymentChange';
import { purlFacts } from './purl';

/** What each event of a service does; that one is published tells of the network, not of a version. */
const KINDS: Readonly<Record<string, DeploymentKind | null>> = {
  deployed: 'deploy',
  upgraded: 'deploy',
  rolledback: 'rollback',
  removed: 'remove',
  published: null,
};

/** The type of the events, such as `dev.cdevents.service.deployed.0.3.0`. */
export const CDEVENT_TYPE =
  /^dev\.cdevents\.service\.(deployed|upgraded|rolledback|removed|published)\.0\.3\.\d+(-draft)?$/;

const timestamp = z.iso.datetime({ offset: true });

/** What a pipeline may tell beside the event: `customData` has no shape of its own. */
const customSchema = z.object({
  version: lineSchema(200).optional(),
  commit: commitSchema.optional(),
  deployer: lineSchema(200).optional(),
  startedAt: timestamp.optional(),
  url: linkSchema.optional(),
  commits: z
    .array(deployedCommitSchema.extend({ authoredAt: timestamp }))
    .max(5000)
    .optional(),
});

/**
 * An event of a service, version 0.3.0 of the CDEvents vocabulary.
 * https://github.com/cdevents/spec/blob/main/continuous-deployment.md
 */
export const cdEventSchema = z
  .object({
    context: z.object({
      id: lineSchema(200),
      source: lineSchema(200),
      type: z.string().max(200).regex(CDEVENT_TYPE, {
        error: 'must be dev.cdevents.service.<what>.0.3.0',
      }),
      timestamp,
    }),
    subject: z.object({
      id: lineSchema(200),
      source: lineSchema(200).optional(),
      content: z.object({
        environment: z
          .object({ id: lineSchema(200), source: lineSchema(200).optional() })
          .optional(),
        artifactId: lineSchema(512).startsWith('pkg:').optional(),
      }),
    }),
    customData: z.union([customSchema, z.string().max(100_000)]).optional(),
  })
  .superRefine(({ context, subject: { content } }, check) => {
    const predicate = CDEVENT_TYPE.exec(context.type)?.[1] ?? '';
    const brings = ['deployed', 'upgraded', 'rolledback'].includes(predicate);
    if (brings && content.artifactId === undefined) {
      check.addIssue({
        code: 'custom',
        path: ['subject', 'content', 'artifactId'],
        message: 'must be there: the package that was deployed, as pkg:...',
      });
    }
    if (content.environment === undefined) {
      check.addIssue({
        code: 'custom',
        path: ['subject', 'content', 'environment'],
        message: 'must be there: where it was deployed',
      });
    }
  });

/** An event of a service. */
export type CdEvent = z.infer<typeof cdEventSchema>;

/** A CloudEvent in structured mode, around the event; in binary mode the body is the event itself. */
const envelopeSchema = z.object({
  specversion: z.string().max(20),
  type: z.string().max(200),
  data: z.object({ context: z.object({ type: z.string().max(200) }) }),
});

function isEnvelope(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'specversion' in body;
}

function eventIn(body: unknown): { event: unknown } | EventReading {
  if (!isEnvelope(body)) {
    return { event: body };
  }
  const envelope = envelopeSchema.safeParse(body);
  if (!envelope.success) {
    return issuesOf(envelope.error);
  }
  if (envelope.data.type !== envelope.data.data.context.type) {
    return {
      status: 'invalid',
      issues: [
        { path: 'type', message: 'must be the same as data.context.type' },
      ],
    };
  }
  return { event: (body as { data: unknown }).data };
}

function factsOf({ subject, customData }: CdEvent) {
  const custom = typeof customData === 'object' ? customData : {};
  const artifact = subject.content.artifactId ?? null;
  const named = artifact === null ? null : purlFacts(artifact);
  return {
    artifact,
    version: versionName(custom.version) ?? named?.version ?? null,
    commit: custom.commit ?? named?.commit ?? null,
    who: custom.deployer ?? null,
    startedAt: utc(custom.startedAt),
    commits:
      custom.commits?.map(({ sha, authoredAt }) => ({
        sha,
        authoredAt: utc(authoredAt),
      })) ?? null,
    url: custom.url ?? null,
  };
}

/**
 * Reads an event of a service as a pipeline posts it: the event, or a CloudEvent around it. Each
 * such event tells of a deployment that has ended well.
 *
 * @param origin - `live` for what a pipeline tells
 */
export function readCdEvent(
  body: unknown,
  names: Pick<NameResolver, 'environmentOf' | 'entityRefOf'>,
  origin: Origin,
): EventReading {
  const inside = eventIn(body);
  if (!('event' in inside)) {
    return inside;
  }
  const parsed = cdEventSchema.safeParse(inside.event);
  if (!parsed.success) {
    return issuesOf(parsed.error);
  }
  const { context, subject } = parsed.data;
  const kind = KINDS[CDEVENT_TYPE.exec(context.type)![1]];
  if (kind === null) {
    return { status: 'not-ours', reason: 'It tells of no change of version.' };
  }
  const environmentId = subject.content.environment!.id;
  const environment = names.environmentOf(environmentId);
  if (environment === null) {
    return {
      status: 'not-ours',
      reason: `There is no environment ${environmentId}.`,
    };
  }
  const entityRef = names.entityRefOf(subject.id);
  if (entityRef === null) {
    return {
      status: 'not-ours',
      reason: `There is no component ${subject.id}.`,
    };
  }
  const { url, ...facts } = factsOf(parsed.data);
  return taken([
    {
      source: { type: 'cdevents', id: `${context.source}/${context.id}`, url },
      entityRef,
      environment,
      origin,
      at: utc(context.timestamp),
      status: 'succeeded',
      // "Upgraded" and "deployed" are also sent for the version that runs already; the history tells.
      kind: kind === 'deploy' ? null : kind,
      ...facts,
    },
  ]);
}
