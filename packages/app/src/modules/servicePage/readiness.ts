import {
  parseEntityRef,
  RELATION_OWNED_BY,
  type Entity,
} from '@backstage/catalog-model';

/** A link of an entity to what somebody needs who was called. */
export interface EntityLink {
  url: string;
  title: string;
}

/** The annotation that names the file with the service level objectives. */
const SLO_ANNOTATION = 'portico.dev/slo';
const DOCS_ANNOTATION = 'backstage.io/techdocs-ref';

/** Where help is named: an annotation, which may be a path of the portal, or a link of a type. */
const HELP = {
  runbook: { annotation: 'portico.dev/runbook', title: 'Runbook' },
  'on-call': { annotation: 'portico.dev/on-call', title: 'Rota' },
} as const;

/** What an entity may name for somebody who was called. */
export type Help = keyof typeof HELP;

/** A path of the portal or an http(s) address; whoever writes an entity chooses it. */
const SAFE_URL = /^(\/(?![/\\])|https?:\/\/)/;

function annotationOf(entity: Entity, name: string): string | null {
  return entity.metadata.annotations?.[name]?.trim() || null;
}

/** The runbook or the rota that an entity names; null where it names none that can be opened. */
export function helpOf(entity: Entity, help: Help): EntityLink | null {
  const { annotation, title } = HELP[help];
  const url = annotationOf(entity, annotation);
  const link = entity.metadata.links?.find(
    ({ type }) => type?.toLocaleLowerCase('en') === help,
  );
  const named = url !== null ? { url, title } : link;
  return named && SAFE_URL.test(named.url)
    ? { url: named.url, title: named.title ?? title }
    : null;
}

/** The references of those who own an entity. */
export function ownersOf(entity: Entity): string[] {
  return (entity.relations ?? [])
    .filter(({ type }) => type === RELATION_OWNED_BY)
    .map(({ targetRef }) => targetRef);
}

/** One thing that a service should have before customers depend on it. */
export interface ReadinessItem {
  id: 'owner' | 'on-call' | 'runbook' | 'slo' | 'load-test' | 'alerts' | 'docs';
  title: string;
  /** `unknown` where nothing can tell; it is neither there nor missing. */
  state: 'there' | 'missing' | 'unknown';
  text: string;
  /** What to add to `catalog-info.yaml`; null where that would not mend it. */
  snippet: string | null;
}

interface Wanted extends Pick<ReadinessItem, 'id' | 'title'> {
  found: (entity: Entity) => string | null;
  missing: string;
  snippet: string;
}

function annotationSnippet(name: string, value: string): string {
  return `metadata:\n  annotations:\n    ${name}: ${value}`;
}

/** How the catalog reads an owner that is a mere name. */
const OWNER = { defaultKind: 'group', defaultNamespace: 'default' };

const WANTED: readonly Wanted[] = [
  {
    id: 'owner',
    title: 'Owner',
    found: entity =>
      ownersOf(entity)
        .map(owner => parseEntityRef(owner, OWNER).name)
        .join(', ') || null,
    missing: 'Nobody owns this service.',
    snippet: 'spec:\n  owner: group:default/<team>',
  },
  {
    id: 'on-call',
    title: 'On call',
    found: entity => helpOf(entity, 'on-call')?.title ?? null,
    missing: 'Nobody is named who is called when it fails.',
    snippet: annotationSnippet(
      HELP['on-call'].annotation,
      'https://<rota of your team>',
    ),
  },
  {
    id: 'runbook',
    title: 'Runbook',
    found: entity => helpOf(entity, 'runbook')?.title ?? null,
    missing: 'Nothing tells what to do when it fails.',
    snippet: annotationSnippet(
      HELP.runbook.annotation,
      'https://<where it is>',
    ),
  },
  {
    id: 'slo',
    title: 'SLO',
    found: entity => annotationOf(entity, SLO_ANNOTATION),
    missing: 'No file with service level objectives is named.',
    snippet: annotationSnippet(SLO_ANNOTATION, './slo.yaml'),
  },
  {
    id: 'docs',
    title: 'Docs',
    found: entity =>
      annotationOf(entity, DOCS_ANNOTATION) && 'In the portal, under Docs',
    missing: 'It has no documents in the portal.',
    snippet: annotationSnippet(DOCS_ANNOTATION, 'dir:.'),
  },
];

/** What the catalog cannot tell, and nothing else in this portal does. */
const NOT_KNOWN: readonly ReadinessItem[] = [
  {
    id: 'load-test',
    title: 'Load test',
    state: 'unknown',
    text: 'Nothing in this portal records load tests.',
    snippet: null,
  },
  {
    id: 'alerts',
    title: 'Alerts',
    state: 'unknown',
    text: 'Nothing in this portal reads the alert rules.',
    snippet: null,
  },
];

/** What a service has of all that it should have, what is missing first. */
export function readinessOf(entity: Entity): ReadinessItem[] {
  const items = WANTED.map(({ found, missing, ...wanted }): ReadinessItem => {
    const text = found(entity);
    return text === null
      ? { ...wanted, state: 'missing', text: missing }
      : { ...wanted, state: 'there', text, snippet: null };
  });
  const inState = (state: ReadinessItem['state']) =>
    items.filter(item => item.state === state);
  return [...inState('missing'), ...NOT_KNOWN, ...inState('there')];
}

/** "4 of 7 there, 1 missing, 2 not known". */
export function readinessSummary(items: readonly ReadinessItem[]): string {
  const count = (state: ReadinessItem['state']) =>
    items.filter(item => item.state === state).length;
  return [
    `${count('there')} of ${items.length} there`,
    count('missing') > 0 && `${count('missing')} missing`,
    count('unknown') > 0 && `${count('unknown')} not known`,
  ]
    .filter(Boolean)
    .join(', ');
}
